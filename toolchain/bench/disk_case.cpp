#include "toolchain/bench/cases.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <format>
#include <memory>
#include <unistd.h>

namespace casustafel::bench {

namespace {

class File {
public:
    explicit File(int descriptor) : descriptor_{descriptor} {}
    ~File() { close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

} // namespace

core::Result<Repetition> prepare_fdatasync(const std::filesystem::path& folder)
{
    const int descriptor = open((folder / "bytes").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return core::fail(core::Errc::storage, std::format("open: errno {}", errno));
    return Repetition{.body = [file = std::make_shared<File>(descriptor)]() -> core::Result<> {
        static constexpr std::array<char, 4096> page{};
        if (write(file->descriptor(), page.data(), page.size()) != static_cast<ssize_t>(page.size()) ||
            fdatasync(file->descriptor()) != 0)
            return core::fail(core::Errc::storage, std::format("write: errno {}", errno));
        return {};
    }};
}

} // namespace casustafel::bench
