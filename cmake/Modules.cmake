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

# A first build takes about half the time with what most sources include read once. Not where a compiler cache is at work, which serves such sources less often;
# such a build, and that of clang, hold every source to its own includes.
option(PEACENORM_PRECOMPILE "Precompile headers" OFF)
set(peacenorm_common <algorithm> <array> <cmath> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view> <vector> <fmt/core.h>)

# peacenorm_headers_once(TARGET FLAGS header ...): headers that are precompiled once, with the flags of a library, for all that take them from TARGET.
function(peacenorm_headers_once target flags)
  if(TARGET ${target})
    return()
  endif()
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/${target}.cpp" CONTENT "// Nothing: its headers count.\n")
  add_library(${target} OBJECT "${PROJECT_BINARY_DIR}/generated/${target}.cpp")
  target_link_libraries(${target} PRIVATE ${flags} fmt::fmt)
  target_precompile_headers(${target} PRIVATE ${ARGN})
endfunction()

# peacenorm_module(NAME [WORDS] SOURCES a.cpp ... [PUBLIC lib ...] [PRIVATE lib ...] [PRECOMPILE a.hpp ...]): one static library peacenorm_NAME. WORDS: it reads and
# prints, and computes little: less optimised, in two thirds of the compiler's time.
function(peacenorm_module name)
  cmake_parse_arguments(arg "WORDS" "" "SOURCES;PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  add_library(peacenorm_${name} STATIC ${arg_SOURCES})
  peacenorm_headers(peacenorm_${name} PUBLIC)
  target_link_libraries(peacenorm_${name} PUBLIC peacenorm_flags ${arg_PUBLIC} PRIVATE peacenorm_warnings ${arg_PRIVATE})
  if(arg_WORDS)
    target_compile_options(peacenorm_${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  if(NOT PEACENORM_PRECOMPILE OR CMAKE_CXX_COMPILER_LAUNCHER)
    return()
  endif()
  if(arg_PRECOMPILE)
    target_precompile_headers(peacenorm_${name} PRIVATE ${peacenorm_common} ${arg_PRECOMPILE})
  else()
    peacenorm_headers_once(peacenorm_headers_common peacenorm_flags ${peacenorm_common})
    target_link_libraries(peacenorm_${name} PRIVATE fmt::fmt)
    target_precompile_headers(peacenorm_${name} REUSE_FROM peacenorm_headers_common)
  endif()
endfunction()

# Of a test's build the headers of GoogleTest, and of the model that it tests, are the larger part: read once for all.
function(peacenorm_precompile_for_tests name header)
  if(NOT PEACENORM_PRECOMPILE OR CMAKE_CXX_COMPILER_LAUNCHER)
    return()
  endif()
  string(MAKE_C_IDENTIFIER "peacenorm_headers_of_tests_${header}" once)
  set(own "")
  if(header)
    set(own "${PROJECT_SOURCE_DIR}/${header}")
  endif()
  peacenorm_headers_once(${once} peacenorm_tested ${peacenorm_common} <fstream> <gmock/gmock.h> <gtest/gtest.h> ${own})
  target_precompile_headers(${name} REUSE_FROM ${once})
endfunction()

# What tests are built with: less optimised, for most of them run for less time than the compiler would take.
add_library(peacenorm_tested INTERFACE)
target_link_libraries(peacenorm_tested INTERFACE peacenorm_flags peacenorm_warnings fmt::fmt GTest::gmock)
target_compile_options(peacenorm_tested INTERFACE $<$<CONFIG:Release>:-O1>)

# peacenorm_test(NAME LABEL LABEL LIBRARIES lib ... SOURCES a.cpp ... [HEADER a.hpp]): one GoogleTest executable under one CTest label. HEADER: which most
# of its sources include, and costs seconds.
function(peacenorm_test name)
  cmake_parse_arguments(arg "" "LABEL;HEADER" "LIBRARIES;SOURCES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} peacenorm_tested GTest::gtest_main)
  peacenorm_precompile_for_tests(${name} "${arg_HEADER}")
  gtest_discover_tests(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300 DISCOVERY_TIMEOUT 60
                       WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()
