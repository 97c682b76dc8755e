# How a folder of the house becomes a library, and a file of tests an executable.
add_library(peacenorm_flags INTERFACE)
target_compile_features(peacenorm_flags INTERFACE cxx_std_20)
target_include_directories(peacenorm_flags INTERFACE "${PROJECT_SOURCE_DIR}")
# The same bits on every x86-64: no contraction, no constant folding with another rounding (DECISIONS.md, "Exact arithmetic").
target_compile_options(peacenorm_flags INTERFACE -ffp-contract=off $<$<CXX_COMPILER_ID:GNU>:-frounding-math>)
if(PEACENORM_SANITIZE)
  target_compile_options(peacenorm_flags INTERFACE -fsanitize=${PEACENORM_SANITIZE} -fno-omit-frame-pointer
                                                   -fno-sanitize-recover=all)
  target_link_options(peacenorm_flags INTERFACE -fsanitize=${PEACENORM_SANITIZE})
endif()

add_library(peacenorm_warnings INTERFACE)
target_compile_options(peacenorm_warnings INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # GCC 12 warns falsely inside std::string

# Every header compiles alone (scripts/lint): its source includes it first, or the target all_verify_interface_header_sets compiles it
# with nothing before it.
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ${PEACENORM_TESTS})

# Sets OUT to whether the header's own source includes it before anything else: then building that source compiles it alone.
function(peacenorm_leads_its_source header out)
  string(REGEX REPLACE "[.]hpp$" ".cpp" source "${header}")
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE name)
  set(first "")
  if(EXISTS "${source}")
    file(STRINGS "${source}" first LIMIT_COUNT 1 REGEX "^#include")
  endif()
  string(COMPARE EQUAL "${first}" "#include \"${name}\"" leads)
  set(${out} ${leads} PARENT_SCOPE)
endfunction()

# peacenorm_headers(TARGET PUBLIC|INTERFACE): the headers below this folder belong to a library.
function(peacenorm_headers target scope)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.hpp")
  set(led ${headers})
  set(alone "")
  foreach(header IN LISTS headers)
    peacenorm_leads_its_source("${header}" leads)
    if(NOT leads)
      list(APPEND alone "${header}")
      list(REMOVE_ITEM led "${header}")
    endif()
  endforeach()
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${led}
                                    FILE_SET alone TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${alone})
  set_property(TARGET ${target} PROPERTY INTERFACE_HEADER_SETS_TO_VERIFY alone)
endfunction()

# A first build takes about half the time with what most sources include read once a library. Not where a compiler cache is at work, which serves such sources less
# often, nor with the tests, which hold every source to its own includes.
option(PEACENORM_PRECOMPILE "Precompile headers" OFF)
set(peacenorm_common <algorithm> <array> <cmath> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view> <vector> <fmt/core.h>)

# peacenorm_module(NAME SOURCES a.cpp ... [PUBLIC lib ...] [PRIVATE lib ...] [PRECOMPILE a.hpp ...]): one static library peacenorm_NAME.
function(peacenorm_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  add_library(peacenorm_${name} STATIC ${arg_SOURCES})
  peacenorm_headers(peacenorm_${name} PUBLIC)
  target_link_libraries(peacenorm_${name} PUBLIC peacenorm_flags ${arg_PUBLIC} PRIVATE peacenorm_warnings ${arg_PRIVATE})
  list(LENGTH arg_SOURCES sources)
  if(PEACENORM_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND sources GREATER 3)
    target_precompile_headers(peacenorm_${name} PRIVATE ${peacenorm_common} ${arg_PRECOMPILE})
  endif()
endfunction()

# peacenorm_test(NAME LABEL LABEL LIBRARIES lib ... SOURCES a.cpp ...): one GoogleTest executable under one CTest label.
function(peacenorm_test name)
  cmake_parse_arguments(arg "" "LABEL" "LIBRARIES;SOURCES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} peacenorm_warnings GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300 DISCOVERY_TIMEOUT 60
                       WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()
