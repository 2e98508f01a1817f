#include "support/swtpm.h"

#include "support/process.h"

#include <csignal>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <sys/wait.h>
#include <tss2/tss2_tctildr.h>

namespace casustafel::support {

namespace {

/// A TCTI between ESAPI and the real one. Its first member is what the TSS sees (TSS 2.0 TCTI, 3.2).
struct Tap {
    TSS2_TCTI_CONTEXT_COMMON_V2 common{};
    tokens::TpmBus inner;
    Traffic heard;
};

Tap& tap_of(TSS2_TCTI_CONTEXT* context)
{
    return *reinterpret_cast<Tap*>(context);
}

/// The functions of a TCTI stand in it; the TSS's own macros for them don't compile as strictly as the rest here.
const TSS2_TCTI_CONTEXT_COMMON_V1& functions_of(TSS2_TCTI_CONTEXT* context)
{
    return *reinterpret_cast<const TSS2_TCTI_CONTEXT_COMMON_V1*>(context);
}

TSS2_RC transmit(TSS2_TCTI_CONTEXT* context, std::size_t size, const std::uint8_t* command)
{
    Tap& tap = tap_of(context);
    tap.heard->insert(tap.heard->end(), command, command + size);
    return functions_of(tap.inner.get()).transmit(tap.inner.get(), size, command);
}

TSS2_RC receive(TSS2_TCTI_CONTEXT* context, std::size_t* size, std::uint8_t* response, std::int32_t timeout)
{
    Tap& tap = tap_of(context);
    const TSS2_RC code = functions_of(tap.inner.get()).receive(tap.inner.get(), size, response, timeout);
    if (code == TSS2_RC_SUCCESS && response) tap.heard->insert(tap.heard->end(), response, response + *size);
    return code;
}

} // namespace

Swtpm::Swtpm()
{
    start();
}

Swtpm::~Swtpm()
{
    stop();
}

void Swtpm::start()
{
    const std::string socket = (folder_ / "tpm").string();
    const auto ran = run("/usr/bin/swtpm",
                         {"socket", "--tpm2", "--tpmstate", "dir=" + folder_.path().string(), "--server",
                          "type=unixio,path=" + socket, "--ctrl", "type=unixio,path=" + socket + ".ctrl", "--flags",
                          "not-need-init,startup-clear", "--pid", "file=" + socket + ".pid", "--daemon"});
    if (ran.code != 0) throw std::runtime_error("swtpm doesn't start");
    std::ifstream{socket + ".pid"} >> id_;
    if (id_ <= 0) throw std::runtime_error("swtpm doesn't say its id");
}

void Swtpm::stop()
{
    if (id_ > 0) ::kill(id_, SIGKILL);
    id_ = 0;
    for (const char* left : {"tpm", "tpm.ctrl", "tpm.pid"}) std::filesystem::remove(folder_ / left);
}

void Swtpm::restart()
{
    stop();
    start();
}

tokens::OpenTpmBus Swtpm::bus() const
{
    return tokens::tpm_bus("swtpm:path=" + (folder_ / "tpm").string());
}

tokens::OpenTpmBus tapped(tokens::OpenTpmBus inner, Traffic into)
{
    return [inner = std::move(inner), into = std::move(into)]() -> core::Result<tokens::TpmBus> {
        auto opened = inner();
        if (!opened) return opened;
        auto tap = std::make_shared<Tap>();
        tap->common.v1.magic = 0x7461707065640000;
        tap->common.v1.version = 2;
        tap->common.v1.transmit = transmit;
        tap->common.v1.receive = receive;
        tap->inner = *std::move(opened);
        tap->heard = into;
        return tokens::TpmBus{tap, reinterpret_cast<TSS2_TCTI_CONTEXT*>(tap.get())};
    };
}

} // namespace casustafel::support
