#include "ui/speech/speaker.h"

#include <espeak-ng/speak_lib.h>

#include <utility>

namespace casustafel::speech {

namespace {

constexpr int words_a_minute = 160; // a little slower than the library's own 175

int give(short* samples, int count, espeak_EVENT* events)
{
    const auto* sink = static_cast<const Speaker::Sink*>(events->user_data);
    if (samples != nullptr && count > 0 && sink != nullptr) (*sink)({samples, static_cast<std::size_t>(count)});
    return 0; // go on
}

} // namespace

struct Speaker::State {
    State() = default;
    ~State()
    {
        if (started) espeak_Terminate();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    core::Result<> start(espeak_AUDIO_OUTPUT output)
    {
        // The library's way with trouble is to end the program; this flag makes it say so instead.
        if (espeak_Initialize(output, 0, nullptr, espeakINITIALIZE_DONT_EXIT) <= 0)
            return core::fail(core::Errc::storage, "espeak-ng doesn't start");
        started = true;
        if (espeak_SetVoiceByName("nl") != EE_OK)
            return core::fail(core::Errc::storage, "espeak-ng has no Dutch voice");
        espeak_SetParameter(espeakRATE, words_a_minute, 0);
        return {};
    }

    bool started = false;
    Sink sink;
};

Speaker::Speaker(std::unique_ptr<State> state) : state_{std::move(state)} {}
Speaker::~Speaker() = default;
Speaker::Speaker(Speaker&&) noexcept = default;
Speaker& Speaker::operator=(Speaker&&) noexcept = default;

core::Result<Speaker> Speaker::open()
{
    auto state = std::make_unique<State>();
    if (auto done = state->start(AUDIO_OUTPUT_PLAYBACK); !done) return std::unexpected(done.error());
    return Speaker{std::move(state)};
}

core::Result<Speaker> Speaker::open(Sink sink)
{
    auto state = std::make_unique<State>();
    if (auto done = state->start(AUDIO_OUTPUT_SYNCHRONOUS); !done) return std::unexpected(done.error());
    state->sink = std::move(sink);
    espeak_SetSynthCallback(give);
    return Speaker{std::move(state)};
}

void Speaker::say(const std::string& sentence)
{
    stop();
    Sink* sink = state_->sink ? &state_->sink : nullptr;
    espeak_Synth(sentence.c_str(), sentence.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, sink);
}

void Speaker::stop()
{
    espeak_Cancel();
}

} // namespace casustafel::speech
