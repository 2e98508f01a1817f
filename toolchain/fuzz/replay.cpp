/// Runs a fuzz target over the files of the folders that are named, so that a corpus is an ordinary test. Exit 1 when
/// no file was found: a corpus that is empty proves nothing.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments)
{
    int files = 0;
    for (int index = 1; index < count; ++index) {
        std::error_code unreadable;
        for (const auto& entry : std::filesystem::directory_iterator{arguments[index], unreadable}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
            // A target reads bytes, a stream gives chars.
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++files;
        }
    }
    std::printf("%d files replayed\n", files);
    return files > 0 ? 0 : 1;
}
