# A layer is a folder, a namespace and a target. `USES` is private: what a layer needs does not leak to those above it,
# except the layers named in `SHOWS`, whose types stand in its own headers.

add_library(casustafel_warnings INTERFACE)
target_compile_options(casustafel_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wswitch-enum -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Wformat=2 -Wundef)
# GCC 14 reports false positives inside libstdc++'s own headers at -O2 and above, the second for a variant that is moved,
# the third for a vector that something is inserted into.
target_compile_options(casustafel_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overflow>)
# Clang, which builds the fuzz targets, blames templates of system headers on those who use them.
target_compile_options(casustafel_warnings INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
target_compile_definitions(casustafel_warnings INTERFACE _GLIBCXX_ASSERTIONS)

function(casustafel_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;USES;SHOWS" ${ARGN})
  add_library(casustafel_${name} STATIC ${LAYER_SOURCES})
  add_library(casustafel::${name} ALIAS casustafel_${name})
  target_include_directories(casustafel_${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/firmware)
  target_link_libraries(casustafel_${name} PUBLIC ${LAYER_SHOWS} PRIVATE casustafel_warnings ${LAYER_USES})
endfunction()

# One test program per layer: casustafel_test(core SOURCES core/decide_test.cpp ... USES casustafel::core). Each case is
# registered with CTest, so that a case that is not run is seen. With LONG only `toolchain/dev test --long` runs them; with
# MORE it runs them too, in larger numbers (support/trials.h).
function(casustafel_test name)
  cmake_parse_arguments(TEST "LONG;MORE" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_test ${TEST_SOURCES})
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name}_test PRIVATE casustafel_warnings ${TEST_USES} GTest::gmock GTest::gtest_main)
  set(labels)
  if(TEST_LONG)
    set(labels PROPERTIES LABELS long)
  elseif(TEST_MORE)
    set(labels PROPERTIES LABELS more)
  endif()
  gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 ${labels})
endfunction()

# A fuzz target: casustafel_fuzz(package SOURCES package_fuzz.cpp USES casustafel::protocol). The source defines
# LLVMFuzzerTestOneInput. In the fuzz preset it becomes the libFuzzer program build/fuzz/fuzz/package_fuzz; in every other
# preset an ordinary test that replays tests/fuzz/corpus/package, which must hold at least one file.
add_custom_target(fuzz_targets)
function(casustafel_fuzz name)
  cmake_parse_arguments(FUZZ "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_fuzz ${FUZZ_SOURCES})
  target_include_directories(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name}_fuzz PRIVATE casustafel_warnings ${FUZZ_USES})
  set_target_properties(${name}_fuzz PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  if(CASUSTAFEL_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_targets ${name}_fuzz)
  else()
    target_sources(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/toolchain/fuzz/replay.cpp)
    add_test(NAME fuzz.${name} COMMAND ${name}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
  endif()
endfunction()
