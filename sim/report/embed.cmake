# Writes script and style as C++ arrays, with the SHA-256 of each, which the page's content policy names.
set(text "// Written by sim/report/embed.cmake at build time.\n#include \"sim/report/embedded.hpp\"\n\nnamespace peacenorm::report {\n")
foreach(part script style)
  string(TOUPPER ${part} file)
  file(READ "${${file}}" bytes HEX)
  file(SHA256 "${${file}}" digest)
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND text "namespace {\nconstexpr unsigned char ${part}_bytes[] = {\n${bytes}};\n}\n"
    "const Embedded ${part}{{reinterpret_cast<const char*>(${part}_bytes), sizeof ${part}_bytes}, \"${digest}\"};\n")
endforeach()
file(WRITE "${OUT}" "${text}}  // namespace peacenorm::report\n")
