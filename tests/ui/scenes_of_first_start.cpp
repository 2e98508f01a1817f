#include "ui/first_start_scenes.h"

#include <utility>

namespace casustafel::test {

namespace first = ui::first_start;

namespace {

first::Facts usual_facts(bool pin)
{
    first::Facts facts;
    facts.board = pin ? "De computer van de ontwikkelaar" : "Pc met een aanraakscherm";
    facts.software = "casustafel 0.1.0";
    facts.development = pin;
    facts.pin = pin;
    facts.provision = {
        true, {}, "CT-0017", "De Meent", "Zorg- en Veiligheidshuis De Waterkant", "bureau.waterkant.example:8443"};
    facts.now = *core::parse_instant("2026-11-21T11:52:00Z");
    facts.clock_trusted = true;
    facts.reached = ui::BureauContact::reached;
    facts.writable = true;
    facts.free_bytes = 27'400'000'000;
    return facts;
}

/// Words that are easy to tell apart in a test.
core::Secret proposal(int number)
{
    return core::Secret{number == 0 ? "bakom niret soluk pamer dogif" : "walen tomuk fidar gonel zupes"};
}

} // namespace

FirstStartDriver::FirstStartDriver(bool pin, int width_px, int height_px, double px_per_mm)
    : ScreenInMemory{usual_facts(pin), width_px, height_px, px_per_mm}
{
    settled();
}

void FirstStartDriver::draw(ui::Frame& frame)
{
    const first::Step before = state_.step;
    state_ = first::settle(std::move(state_), facts_);
    if (state_.step != before) frame.forget();
    for (const first::Intent& intent : first::draw(frame, state_, facts_)) {
        first::Update update =
            first::reduce(std::move(state_), intent, facts_, [this] { return proposal(proposed_++); });
        state_ = std::move(update.state);
        requests_.insert(requests_.end(), update.requests.begin(), update.requests.end());
    }
}

FirstStartDriver& FirstStartDriver::type(std::string_view text)
{
    shell_->type(text);
    return settled();
}

FirstStartDriver& FirstStartDriver::to_secret()
{
    return tap("eerst/verder").touch_points();
}

FirstStartDriver& FirstStartDriver::to_setup()
{
    to_secret();
    if (facts_.pin) return digits("258013").tap("eerst/pin/ok").digits("258013").tap("eerst/pin/ok");
    const std::string words{state_.proposal.view()};
    tap("eerst/verder").type(words).tap("eerst/verder");
    return learn([](first::Facts& facts) { facts.progress = first::Progress::begun; });
}

FirstStartDriver& FirstStartDriver::fail(first::Progress after, first::Failure why, std::string detail)
{
    return learn([&](first::Facts& facts) {
        facts.progress = after;
        facts.failure = why;
        facts.detail = std::move(detail);
        facts.resumes = true;
    });
}

namespace {

/// How far it comes before that can happen.
first::Progress before(first::Failure why)
{
    switch (why) {
    case first::Failure::other_secret:
    case first::Failure::file_unusable:
        return first::Progress::begun;
    case first::Failure::keys_refused:
        return first::Progress::enrolled;
    case first::Failure::code_refused:
    case first::Failure::no_bureau:
    case first::Failure::disk:
    case first::Failure::something_else:
        break;
    }
    return first::Progress::keys_made;
}

const auto in_all = [](first::Failure why, std::string detail) {
    return [why, detail = std::move(detail)](FirstStartDriver& d) { d.to_setup().fail(before(why), why, detail); };
};

void finish(FirstStartDriver& d)
{
    d.learn([](first::Facts& facts) {
        facts.progress = first::Progress::finished;
        facts.certificate_ends = core::parse_instant("2027-02-19T11:52:00Z");
    });
}

} // namespace

std::vector<FirstStartScene> first_start_scenes()
{
    using D = FirstStartDriver;
    return {
        {"eerst-kijken", false,
         [](D& d) {
             d.learn([](auto& f) {
                 f.looking = true;
                 f.provision = {};
             });
         }},
        {"eerst-zonder-bestand", false,
         [](D& d) {
             d.learn([](auto& f) {
                 f.provision = {};
                 f.reached = ui::BureauContact::unknown;
             });
         }},
        {"eerst-bestand-onbruikbaar", false,
         [](D& d) {
             d.learn([](auto& f) {
                 f.provision = {true, "bij /device staat niets.", {}, {}, {}, {}};
                 f.reached = ui::BureauContact::unknown;
             });
         }},
        {"eerst-controle", false, [](D&) {}},
        {"eerst-controle-slecht", false,
         [](D& d) {
             d.learn([](auto& f) {
                 f.panel_width_px += 640;
                 f.clock_trusted = false;
                 f.reached = ui::BureauContact::not_reached;
                 f.writable = false;
             });
         }},
        {"eerst-ander-bureau", false, [](D& d) { d.learn([](auto& f) { f.reached = ui::BureauContact::other; }); }},
        {"eerst-punten", false, [](D& d) { d.tap("eerst/verder").tap("eerst/punt/0").tap("eerst/punt/4"); }},
        {"eerst-wachtwoordzin", false, [](D& d) { d.to_secret(); }},
        {"eerst-overtypen", false, [](D& d) { d.to_secret().tap("eerst/verder").type("bakom niret"); }},
        {"eerst-overgetypt-fout", false,
         [](D& d) { d.to_secret().tap("eerst/verder").type("bakom niret soluk pamer").tap("eerst/verder"); }},
        {"eerst-pin", true, [](D& d) { d.to_secret().digits("2580"); }},
        {"eerst-pin-nog-eens", true, [](D& d) { d.to_secret().digits("258013").tap("eerst/pin/ok"); }},
        {"eerst-weer-verder", false, [](D& d) { d.learn([](auto& f) { f.resumes = true; }).to_secret(); }},
        {"eerst-weer-verder-pin", true, [](D& d) { d.learn([](auto& f) { f.resumes = true; }).to_secret(); }},
        {"eerst-inrichten", false,
         [](D& d) { d.to_setup().learn([](auto& f) { f.progress = first::Progress::keys_made; }); }},
        {"eerst-gestopt", false,
         in_all(first::Failure::no_bureau, "bureau.waterkant.example:8443: connect: Connection refused")},
        {"eerst-gestopt-code", false, in_all(first::Failure::code_refused, "POST /.well-known/est/simpleenroll: 401")},
        {"eerst-gestopt-sleutels", false, in_all(first::Failure::keys_refused, "PUT keys: 409")},
        {"eerst-gestopt-bestand", false,
         in_all(first::Failure::file_unusable, "provisioning-new.json: No such file or directory")},
        {"eerst-gestopt-opslag", false, in_all(first::Failure::disk, "vault.head: No space left on device")},
        {"eerst-gestopt-anders", false, in_all(first::Failure::something_else, "psa_crypto_init failed")},
        {"eerst-gestopt-geheim", false,
         in_all(first::Failure::other_secret, "an earlier setup began with another secret")},
        {"eerst-klaar", false, [](D& d) { finish(d.to_setup()); }},
        {"eerst-klaar-overgeslagen", true,
         [](D& d) {
             d.tap("eerst/verder").tap("eerst/punt/0").tap("eerst/overslaan").digits("258013").tap("eerst/pin/ok");
             d.digits("258013").tap("eerst/pin/ok");
             finish(d);
         }},
    };
}

} // namespace casustafel::test
