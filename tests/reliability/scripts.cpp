#include "reliability/scripts.h"

#include <format>
#include <fstream>

namespace casustafel::reliability {

using namespace std::chrono_literals;
using app::RecorderWorld;
using core::ReceiptStage;

namespace command = core::command;

namespace {

const core::ParticipantId care{"r-hoekstra"};
const core::ParticipantId police{"m-de-vries"};

core::AgreementId agreement(int number)
{
    return core::AgreementId{std::format("11111111-1111-4111-8111-{:012}", number)};
}

core::AgreementContent content(const std::string& text)
{
    core::AgreementContent made;
    made.text = text;
    made.owner = core::Owner{care, "R. Hoekstra", core::PartnerId{"ggz"}};
    made.due = core::parse_date("2026-12-01");
    made.mandate = core::Mandate::within;
    return made;
}

void open(RecorderWorld& world, const core::ConferenceId& conference)
{
    world.handle(app::OpenConference{conference});
}

void arrive(RecorderWorld& world, int number)
{
    world.arrive(package_of(world, number), std::format("package-{}", number));
    for (const app::ToCourier& message : world.for_courier())
        if (std::holds_alternative<app::ItemDone>(message) && world.witness)
            world.witness({app::Acknowledged::Taken{conference_of(number)}}, true);
}

void import(RecorderWorld& world, int number)
{
    world.unlock();
    arrive(world, number);
}

void hold_and_seal(RecorderWorld& world, int number)
{
    import(world, number);
    hold(world, conference_of(number));
    seal(world, conference_of(number));
}

void hear(RecorderWorld& world, const core::ConferenceId& conference, ReceiptStage stage)
{
    // A power cut can have left no envelope; then there is nothing that the bureau could have a word about.
    const auto published = world.published();
    for (const core::Envelope& one : published->envelopes)
        if (one.minutes == minutes_of(conference))
            world.handle(app::ReceiptArrived{one.minutes, world.receipt(one, stage)});
}

void import_while_locked(RecorderWorld& world)
{
    arrive(world, 0);
    arrive(world, 1);
    world.unlock();
}

void replace_package(RecorderWorld& world)
{
    import(world, 0);
    world.arrive(world.package([](nlohmann::json& one) {
        one["id"] = "aaaaaaaa-0000-4000-8000-000000000001";
        one["expires_at"] = "2026-12-20T00:00:00+01:00";
    }),
                 "package-2");
    open(world, app::conference_id);
    world.perform(command::CheckIn{care});
}

void attend(RecorderWorld& world)
{
    import(world, 0);
    open(world, app::conference_id);
    world.perform(command::CheckIn{care});
    world.perform(command::ChooseTableCode{care, "4711"});
    world.perform(command::CheckIn{police});
    world.perform(command::StartConference{});
    world.perform(command::StepOut{police, {}});
    world.perform(command::StepIn{police, {}});
}

void agree(RecorderWorld& world)
{
    attend(world);
    world.perform(command::OpenCase{app::first_case});
    for (int n = 1; n <= 6; ++n)
        world.perform(command::Propose{app::first_case, agreement(n), content("Intake inplannen")});
    world.perform(command::Undo{});
    world.handle(app::CloseConference{});
    open(world, app::conference_id);
    world.perform(command::Propose{app::first_case, agreement(7), content("Terugbellen")});
}

void write_drafts(RecorderWorld& world)
{
    import(world, 0);
    open(world, app::conference_id);
    const auto typed = [](const std::string& text) {
        return core::Facts{core::fact::AgreementProposed{app::first_case, agreement(9), 1, content(text)}};
    };
    world.handle(app::KeepDraft{typed("Intake")});
    world.handle(app::KeepDraft{typed("Intake inplannen")});
    world.perform(command::CheckIn{care});
    world.handle(app::KeepDraft{typed("Intake inplannen in de eerste week")});
    world.handle(app::KeepDraft{});
}

void correct(RecorderWorld& world)
{
    hold_and_seal(world, 0);
    const core::MinutesId fresh{"0b6f8a52-51c6-4f0e-9a0b-3f7f3c5d9a12"};
    world.handle(app::Correct{900, {fresh, app::first_case, "De afspraak is van 4 december"}});
}

void deliver(RecorderWorld& world)
{
    hold_and_seal(world, 0);
    world.handle(app::Lock{});
    hear(world, app::conference_id, ReceiptStage::stored);
    hear(world, app::conference_id, ReceiptStage::opened);
}

void be_refused(RecorderWorld& world)
{
    hold_and_seal(world, 0);
    world.handle(app::DeliveryRefused{minutes_of(app::conference_id), "409"});
    hear(world, app::conference_id, ReceiptStage::stored);
    hear(world, app::conference_id, ReceiptStage::refused);
    hear(world, app::conference_id, ReceiptStage::opened);
}

void hold_two(RecorderWorld& world)
{
    import(world, 0);
    import(world, 1);
    hold(world, conference_of(0));
    seal(world, conference_of(0));
    hold(world, conference_of(1));
    seal(world, conference_of(1));
    hear(world, conference_of(0), ReceiptStage::opened);
    world.handle(app::Lock{});
}

void pass_the_term(RecorderWorld& world)
{
    import(world, 0);
    open(world, app::conference_id);
    world.perform(command::CheckIn{care});
    world.now = *core::parse_instant("2027-01-28T00:00:00+01:00");
    world.switch_on();
    world.unlock();
}

void rescue(RecorderWorld& world)
{
    import(world, 0);
    import(world, 1);
    world.switch_off();
    {
        const auto vault = storage::FileVault::open(world.vault_parts());
        if (vault && (*vault)->set_aside(conference_of(1), "aside-") && world.witness)
            world.witness({app::Acknowledged::Destroyed{conference_of(1)}}, true);
    }
    world.switch_on();
    import(world, 1);
}

void type_wrong_secrets(RecorderWorld& world)
{
    for (int n = 0; n < 5; ++n) world.handle(app::Unlock{{"0000"}});
    world.now += 1h;
    import(world, 0);
}

void take_new_keys(RecorderWorld& world)
{
    import(world, 0);
    world.handle(app::KeysArrived{world.key_set(6, world.now + 24h * 60)});
    hold(world, app::conference_id);
}

} // namespace

core::ConferenceId conference_of(int number)
{
    return number == 0 ? app::conference_id : core::ConferenceId{std::format("d09249ac-4c44-51d7-8e02-{:012}", number)};
}

core::MinutesId minutes_of(const core::ConferenceId& conference)
{
    return core::MinutesId{"0b6f8a52-51c6-4f0e-9a0b-" + conference.value().substr(24)};
}

core::Bytes package_of(const RecorderWorld& world, int number)
{
    if (number == 0) return world.package();
    return world.package([number](nlohmann::json& one) {
        one["id"] = std::format("aaaaaaaa-0000-4000-9000-{:012}", number);
        one["conference"]["id"] = conference_of(number).value();
    });
}

void hold(RecorderWorld& world, const core::ConferenceId& conference)
{
    open(world, conference);
    world.perform(command::CheckIn{care});
    world.perform(command::CheckIn{police});
    world.perform(command::StartConference{});
    world.perform(command::OpenCase{app::first_case});
    world.perform(command::Propose{app::first_case, agreement(1), content("Intake inplannen")});
    core::Decision decision;
    decision.kind = core::DecisionKind::continued;
    decision.next_on = core::parse_date("2026-12-05");
    world.perform(command::Decide{app::first_case, decision});
    world.perform(command::LeaveCase{app::first_case});
}

void seal(RecorderWorld& world, const core::ConferenceId& conference)
{
    world.perform(command::Seal{minutes_of(conference)});
}

std::vector<Script> scripts()
{
    return {
        {"import", [](RecorderWorld& world) { import(world, 0); }},
        {"import while locked", import_while_locked},
        {"replaced package", replace_package},
        {"attendance", attend},
        {"agreements", agree},
        {"drafts", write_drafts},
        {"whole conference", [](RecorderWorld& world) { hold_and_seal(world, 0); }},
        {"correction", correct},
        {"sending and receipts", deliver},
        {"refusal", be_refused},
        {"two conferences", hold_two},
        {"end of the term", pass_the_term},
        {"rescue", rescue},
        {"wrong secrets", type_wrong_secrets},
        {"new keys", take_new_keys},
    };
}

std::vector<Script> scripts_at_the_table()
{
    auto all = scripts();
    std::erase_if(all, [](const Script& one) { return one.name == "rescue"; });
    return all;
}

} // namespace casustafel::reliability
