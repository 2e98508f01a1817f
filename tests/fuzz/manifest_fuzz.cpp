#include "bureau/bundle.h"
#include "core/bytes.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

using namespace casustafel;

/// A manifest that is taken says for which devices, which version and which channel, in one line each; and a file that
/// ends with any bytes is read or refused, never believed to hold more than it does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input = core::text_of({data, size});
    if (const auto info = bureau::read_manifest(input)) {
        for (const std::string& said : {info->compatible, info->version, info->channel})
            if (said.empty() || said.contains('\n') || !input.contains(said)) std::abort();
    }
    static const support::TempDir folder;
    const auto file = folder / "bundle.raucb";
    std::ofstream{file, std::ios::binary} << input;
    if (const auto info = bureau::read_bundle(file); info && info->size != size) std::abort();
    return 0;
}
