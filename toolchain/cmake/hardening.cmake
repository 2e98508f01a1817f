# How what ships is hardened, in one place; toolchain/hardened.py reads the programs and says whether it took effect.
# libstdc++'s own checks (_GLIBCXX_ASSERTIONS) stand in layers.cmake: they are on in every build.

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Overflows of buffers are found where the compiler knows their size, those of the stack before a function returns, and a
  # large frame can't step over the page that guards the stack.
  add_compile_options(-D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection)
  # An address is another one in each start, and what calls are resolved by is read-only once the program runs.
  add_compile_options(-fPIE)
  add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed)
  # Jumps land, and returns go, only where the compiler meant them to. The processor ignores it when it can't do that.
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
    add_compile_options(-mbranch-protection=standard)
  elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    add_compile_options(-fcf-protection=full)
  endif()
endif()
