# What results say about the program that made them: version, commit, compiler. Included by a build, it makes the target
# that refreshes the header; run as a script (cmake -P), it writes the header, and only when something changed.
# Without git, from a tarball, the commit is "unknown".
if(NOT CMAKE_SCRIPT_MODE_FILE)
  # peacenorm_build_info(TARGET): TARGET may include "peacenorm_build_info.hpp".
  function(peacenorm_build_info target)
    set(folder "${PROJECT_BINARY_DIR}/generated")
    add_custom_target(peacenorm_build_info
      COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DFOLDER=${folder}"
              "-DVERSION=${PROJECT_VERSION}" "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
              -P "${PROJECT_SOURCE_DIR}/cmake/BuildInfo.cmake"
      BYPRODUCTS "${folder}/peacenorm_build_info.hpp"
      COMMENT "Refreshing the build information")
    add_dependencies(${target} peacenorm_build_info)
    target_include_directories(${target} PRIVATE "${folder}")
  endfunction()
  return()
endif()

set(COMMIT "unknown")
find_program(GIT git)
if(GIT AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${GIT}" -C "${SOURCE}" rev-parse HEAD OUTPUT_VARIABLE head RESULT_VARIABLE failed
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT failed)
    set(COMMIT "${head}")
    execute_process(COMMAND "${GIT}" -C "${SOURCE}" --no-optional-locks status --porcelain
                    OUTPUT_VARIABLE changed ERROR_QUIET)
    if(changed)
      # Two states of edited sources are two programs, whose results must not be mixed.
      execute_process(COMMAND "${GIT}" -C "${SOURCE}" --no-optional-locks diff HEAD -- sim models cmake CMakeLists.txt
                      OUTPUT_VARIABLE edits ERROR_QUIET)
      string(SHA1 edits "${changed}${edits}")
      string(SUBSTRING "${edits}" 0 8 edits)
      string(APPEND COMMIT " (dirty ${edits})")
    endif()
  endif()
endif()
configure_file("${SOURCE}/sim/core/build_info.hpp.in" "${FOLDER}/peacenorm_build_info.hpp" @ONLY)
