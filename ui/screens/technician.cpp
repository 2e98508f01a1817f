#include "ui/say/technician.h"
#include "ui/say.h"
#include "ui/screens/technician_parts.h"

#include <algorithm>
#include <array>
#include <string>

namespace casustafel::ui::technician {

namespace {

constexpr std::array pages{Page::device, Page::update, Page::bureau, Page::journal};

std::string words(Page page)
{
    switch (page) {
    case Page::device:
        return std::string{std::string_view{say::first_device}};
    case Page::update:
        return std::string{std::string_view{say::tech_page_update}};
    case Page::bureau:
        return std::string{std::string_view{say::first_bureau}};
    case Page::journal:
        return std::string{std::string_view{say::tech_page_journal}};
    }
    return {};
}

Sentence trouble_of(const Facts& facts)
{
    if (facts.not_counted) return Sentence{say::tech_no_count};
    if (facts.retry_at && *facts.retry_at > facts.now)
        return fill(say::wait_until,
                    {clock_time(facts.calendar->time_of_day(*facts.retry_at + std::chrono::seconds{59}))});
    return facts.wrong_pins > 0 ? Sentence{say::wrong_secret} : Sentence{};
}

Rect body_of(const Frame& frame)
{
    Rect body = frame.area();
    body.cut_top(frame.bar_height() + margin);
    return {body.x + margin, body.y, body.w - 2 * margin, body.h - margin};
}

void draw_absent(Frame& frame, Intents& intents)
{
    const Rect body = body_of(frame);
    constexpr int padding = 28;
    const int width = std::min(1100, body.w);
    const int words = frame.text_height(say::tech_no_pin, Font::title, width - 2 * padding) + gap +
                      frame.text_height(say::tech_no_pin_why, Font::body, width - 2 * padding);
    const int wanted = words + 2 * gap + button_height + 2 * padding;
    Rect inside = frame.card(body.centred(width, std::min(wanted, body.h)));
    Rect row = inside.cut_bottom(button_height, gap);
    if (draw_back(frame, row, "beheer/terug")) intents.emplace_back(intent::Leave{});
    inside.cut_top(frame.text(inside, say::tech_no_pin, {.font = Font::title}), gap);
    frame.text(inside, say::tech_no_pin_why, {.colour = theme::muted});
}

void draw_gate(Frame& frame, const State& state, const Facts& facts, Intents& intents)
{
    Rect body = body_of(frame);
    Rect inside = frame.card(frame.cut_far_side(body, body.w / 2, margin));
    Rect row = inside.cut_bottom(button_height, gap);
    if (draw_back(frame, row, "beheer/terug")) intents.emplace_back(intent::Leave{});
    const bool trying = facts.gate == Gate::trying;
    if (!trying && facts.not_counted &&
        frame.button("beheer/opnieuw", say::first_try_again, row.cut_right(frame.button_width(say::first_try_again))))
        intents.emplace_back(intent::AskAgain{});
    inside.cut_top(frame.text(inside, say::tech_give_pin, {.font = Font::title}), 12);
    inside.cut_top(frame.text(inside, say::tech_what_it_opens, {.colour = theme::muted}), gap);
    const Sentence trouble = trouble_of(facts);
    if (trying)
        frame.text(inside, say::unlocking, {.font = Font::strong, .colour = theme::primary});
    else if (state.typed.empty() && !trouble.empty())
        draw_flaw(frame, inside, trouble);
    const bool may = may_try(facts);
    const auto key = draw_secret_pad(frame, "beheer/pin", body, state.typed.size(),
                                     {.right = std::string{say::first_go_on},
                                      .digits_enabled = may,
                                      .right_enabled = may && state.typed.size() >= 6});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.emplace_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.emplace_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.emplace_back(intent::TryPin{});
}

void draw_pages(Frame& frame, const State& state, const Facts& facts, Intents& intents)
{
    Rect body = body_of(frame);
    std::vector<std::string> labels;
    labels.reserve(pages.size());
    for (const Page page : pages) labels.push_back(words(page));
    const auto chosen = frame.tabs("beheer/blad", body.cut_top(button_height, gap), labels,
                                   static_cast<std::size_t>(std::ranges::find(pages, state.page) - pages.begin()));
    if (chosen) intents.emplace_back(intent::Show{pages[*chosen]});
    switch (state.page) {
    case Page::device:
        return draw_device_page(frame, body, state, facts, intents);
    case Page::update:
        return draw_update_page(frame, body, state, facts, intents);
    case Page::bureau:
        return draw_bureau_page(frame, body, state, facts, intents);
    case Page::journal:
        return draw_journal_page(frame, body, facts, intents);
    }
}

} // namespace

Intents draw(Frame& frame, const State& state, const Facts& facts)
{
    Intents intents;
    frame.prefer(state.preferences);
    const bool open = facts.gate == Gate::open;
    if (open && state.step == Step::touch) {
        const TouchTest test = draw_touch_test(frame, "beheer", state.touched);
        if (test.point) intents.emplace_back(intent::TouchPoint{*test.point});
        if (test.skipped) intents.emplace_back(intent::SkipTouch{});
        return intents;
    }
    frame.fill(frame.area(), theme::background);
    const ButtonStyle style{.kind = ButtonKind::bar};
    Rect bar = frame.bar(say::tech_title, facts.device + ", " + facts.room,
                         open ? bar_button_room(frame, say::first_finish, style) : 0);
    if (open && bar_button(frame, bar, "beheer/klaar", say::first_finish, style)) intents.emplace_back(intent::Leave{});
    if (facts.gate == Gate::absent)
        draw_absent(frame, intents);
    else if (open)
        draw_pages(frame, state, facts, intents);
    else
        draw_gate(frame, state, facts, intents);
    return intents;
}

} // namespace casustafel::ui::technician
