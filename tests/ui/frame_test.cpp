#include "support/screen_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Key;
using ui::Point;
using ui::PointerEvent;
using ui::Rect;

/// Two buttons that count their activations.
struct Counter {
    int left = 0;
    int right = 0;
    int frames = 0;
    bool enabled = true;

    void draw(Frame& f)
    {
        ++frames;
        if (f.button("left", "Links", {100, 100, 300, 100})) ++left;
        if (f.button("right", "Rechts", {500, 100, 300, 100}, {.enabled = enabled})) ++right;
    }
};

PointerEvent touch(std::int64_t finger, PointerEvent::Phase phase, Point at, std::int64_t at_ms = 0)
{
    return {finger, phase, at.x, at.y, at_ms};
}

constexpr Point on_left{200, 150};
constexpr Point on_right{600, 150};
constexpr Point beside{1000, 900};

} // namespace

TEST(Touch, acts_once_on_release_and_again_the_second_time)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    driver.press("left");
    EXPECT_EQ(counter.left, 0);
    driver.release();
    EXPECT_EQ(counter.left, 1);
    driver.tap("left");
    driver.settle();
    EXPECT_EQ(counter.left, 2);
    EXPECT_EQ(counter.right, 0);
}

TEST(Touch, that_leaves_the_target_does_nothing)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    driver.shell().push(touch(1, PointerEvent::Phase::down, on_left));
    driver.shell().push(touch(1, PointerEvent::Phase::up, beside));
    driver.settle();
    driver.shell().push(touch(1, PointerEvent::Phase::down, on_left));
    driver.shell().push(touch(1, PointerEvent::Phase::up, on_right));
    driver.settle();
    EXPECT_EQ(counter.left + counter.right, 0);
}

TEST(Touch, of_ten_fingers_at_once_loses_none)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    for (int finger = 0; finger < 10; ++finger)
        driver.shell().push(touch(finger, PointerEvent::Phase::down, finger % 2 == 0 ? on_left : on_right));
    for (int finger = 0; finger < 10; ++finger)
        driver.shell().push(touch(finger, PointerEvent::Phase::up, finger % 2 == 0 ? on_left : on_right));
    driver.settle();
    EXPECT_EQ(counter.left, 5);
    EXPECT_EQ(counter.right, 5);
}

TEST(Touch, shows_at_the_next_frame_that_it_is_felt)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    const std::vector<std::uint32_t> before{driver.shell().pixels().begin(), driver.shell().pixels().end()};
    const int frames = counter.frames;
    driver.press("left");
    EXPECT_NE(before, std::vector<std::uint32_t>(driver.shell().pixels().begin(), driver.shell().pixels().end()));
    EXPECT_LE(counter.frames - frames, 2);
}

TEST(Touch, of_a_disabled_target_is_refused)
{
    Counter counter;
    counter.enabled = false;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    EXPECT_FALSE(driver.shell().tap("right"));
    EXPECT_EQ(counter.right, 0);
    EXPECT_THAT(driver.golden(), testing::HasSubstr("[button right] Rechts (uit)"));
}

TEST(Frames, stop_when_nothing_moves)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    driver.tap("left");
    const int frames = counter.frames;
    const ui::Next next = driver.shell().settle();
    EXPECT_EQ(counter.frames, frames + 1);
    EXPECT_FALSE(next.deadline_ms.has_value());
}

TEST(KeyboardFocus, goes_round_with_tab_and_acts_with_enter)
{
    Counter counter;
    ScreenDriver driver{[&](Frame& f) { counter.draw(f); }};
    driver.key(Key::tab);
    EXPECT_EQ(driver.shell().interaction().focus, "left");
    driver.key(Key::tab);
    driver.key(Key::enter);
    EXPECT_EQ(counter.right, 1);
    driver.key(Key::tab);
    driver.key(Key::back_tab);
    driver.key(Key::enter);
    EXPECT_EQ(counter.right, 2);
    driver.tap("left");
    EXPECT_FALSE(driver.shell().interaction().ring);
}

TEST(KeyboardFocus, goes_to_the_neighbour_with_the_arrow_keys_and_acts_with_space)
{
    std::string pressed;
    ScreenDriver driver{[&](Frame& f) {
        for (int i = 0; i < 9; ++i) {
            const std::string name = std::to_string(i);
            if (f.button(name, "Knop " + name, {100 + i % 3 * 300, 100 + i / 3 * 150, 250, 100})) pressed += name;
        }
    }};
    driver.key(Key::right);
    EXPECT_EQ(driver.shell().interaction().focus, "0");
    for (const Key key : {Key::right, Key::down, Key::down, Key::left}) driver.key(key);
    driver.type(" ");
    EXPECT_EQ(pressed, "6");
    driver.key(Key::up);
    driver.key(Key::left); // there is nothing at the left
    driver.type(" ");
    EXPECT_EQ(pressed, "63");
}

TEST(KeyboardFocus, goes_into_a_sheet_and_back_to_where_it_was)
{
    bool open = false;
    ScreenDriver driver{[&](Frame& f) {
        f.button("eerste", "Eerste", {100, 100, 300, 100});
        if (f.button("open", "Open", {500, 100, 300, 100})) open = true;
        if (!open) return;
        if (f.sheet("blad", {400, 300, 900, 500}, [&](Rect inside) { f.button("ja", "Ja", inside.cut_top(80)); }))
            open = false;
    }};
    driver.key(Key::tab);
    driver.key(Key::tab);
    driver.key(Key::enter);
    EXPECT_EQ(driver.shell().interaction().focus, "ja");
    driver.key(Key::escape);
    EXPECT_FALSE(open);
    EXPECT_EQ(driver.shell().interaction().focus, "open");
    EXPECT_TRUE(driver.shell().find_named(ui::Role::button, "Open")->focused);
}

TEST(Sheet, covers_the_screen_and_closes_beside_it)
{
    Counter counter;
    bool open = true;
    int chosen = 0;
    ScreenDriver driver{[&](Frame& f) {
        counter.draw(f);
        if (!open) return;
        const bool dismissed = f.sheet("sheet", {400, 300, 900, 500}, [&](Rect inside) {
            if (f.button("sheet/ja", "Ja", inside.cut_top(80))) ++chosen;
        });
        if (dismissed) open = false;
    }};
    EXPECT_FALSE(driver.shell().tap("left"));
    driver.tap("sheet/ja");
    EXPECT_EQ(chosen, 1);
    driver.shell().push(touch(1, PointerEvent::Phase::down, on_left));
    driver.shell().push(touch(1, PointerEvent::Phase::up, on_left));
    driver.settle();
    EXPECT_FALSE(open);
    EXPECT_EQ(counter.left, 0);
    driver.tap("left");
    EXPECT_EQ(counter.left, 1);
    open = true;
    driver.settle();
    driver.key(Key::escape);
    EXPECT_FALSE(open);
}

TEST(Pad, gives_digits_from_fingers_and_from_a_usb_keyboard)
{
    std::string code;
    int done = 0;
    ScreenDriver driver{[&](Frame& f) {
        const auto key = f.pad("pad", {600, 200, 480, 450});
        if (!key) return;
        if (key->kind == ui::PadKey::Kind::digit) code += std::to_string(key->digit);
        if (key->kind == ui::PadKey::Kind::left) code.clear();
        if (key->kind == ui::PadKey::Kind::right) ++done;
    }};
    driver.expect_usable();
    for (const char* key : {"pad/4", "pad/4", "pad/0"}) driver.tap(key);
    EXPECT_EQ(code, "440");
    driver.tap("pad/wis");
    driver.type("19x93");
    EXPECT_EQ(code, "1993");
    driver.key(Key::enter);
    EXPECT_EQ(done, 1);
}

TEST(Signature, is_kept_as_strokes_with_their_times)
{
    ui::Strokes strokes;
    ScreenDriver driver{[&](Frame& f) {
        if (auto drawn = f.signature("sign", {200, 200, 900, 400}, strokes)) strokes = std::move(*drawn);
    }};
    driver.drag({300, 400}, {500, 300});
    driver.drag({500, 300}, {600, 450});
    ASSERT_EQ(strokes.size(), 2U);
    EXPECT_EQ(strokes[0].front(), (ui::StrokePoint{100, 200, 0}));
    EXPECT_EQ(strokes[0].back().x, 300);
    EXPECT_EQ(strokes[0].back().y, 100);
    EXPECT_GT(strokes[1].front().t_ms, strokes[0].back().t_ms);
    EXPECT_EQ(driver.target("sign").value, "2 lijnen");
}

TEST(Signature, says_in_the_box_what_it_is_for_until_somebody_draws)
{
    ui::Strokes strokes;
    ScreenDriver driver{[&](Frame& f) {
        f.fill(f.area(), ui::theme::background);
        if (auto drawn = f.signature("sign", {200, 200, 900, 400}, strokes)) strokes = std::move(*drawn);
    }};
    const auto written = [&] {
        const auto pixels = driver.shell().pixels();
        return std::ranges::contains(pixels, ui::theme::muted.rgb, [](std::uint32_t p) { return p & 0xFFFFFFU; });
    };
    EXPECT_TRUE(written()) << "it can be read, not only heard";
    EXPECT_TRUE(driver.golden().contains("Teken hier met je vinger"));
    driver.drag({300, 400}, {500, 300});
    EXPECT_FALSE(driver.golden().contains("Teken hier met je vinger"));
    EXPECT_FALSE(written());
}

TEST(Toast, goes_by_itself_and_may_come_again)
{
    std::string words = "Opgeslagen";
    ScreenDriver driver{[&](Frame& f) {
        if (!words.empty()) f.toast(words);
    }};
    EXPECT_EQ(driver.golden(), "Opgeslagen\n");
    driver.advance(3900);
    EXPECT_EQ(driver.golden(), "Opgeslagen\n");
    driver.advance(200);
    EXPECT_EQ(driver.golden(), "");
    words.clear();
    driver.settle();
    words = "Opgeslagen";
    driver.settle();
    EXPECT_EQ(driver.golden(), "Opgeslagen\n");
}

TEST(Text, that_does_not_fit_is_recorded)
{
    ScreenDriver driver{[&](Frame& f) {
        f.text({0, 0, 300, 40}, "past wel");
        f.text({0, 100, 300, 40}, "dit past niet op een regel van deze breedte");
        f.text({0, 200, 100, 40}, "te lang voor een regel", {.fit = ui::Fit::one_line});
        f.text({0, 300, 100, 40}, "mag korter worden", {.fit = ui::Fit::shorten});
    }};
    EXPECT_EQ(driver.shell().clipped().size(), 2U);
    EXPECT_THAT(driver.golden(), testing::HasSubstr("…"));
}

TEST(Text, may_end_with_the_lines_that_fit)
{
    const std::string words = "een twee drie vier vijf zes zeven acht negen tien elf twaalf";
    ScreenDriver driver{[&](Frame& f) {
        const int line = f.line_height(ui::Font::body);
        f.text({0, 0, 300, 2 * line}, words, {.fit = ui::Fit::clamp});
        f.text({0, 200, 1800, 2 * line}, words, {.fit = ui::Fit::clamp});
    }};
    EXPECT_TRUE(driver.shell().clipped().empty());
    const auto& nodes = driver.shell().accessible();
    ASSERT_EQ(nodes.size(), 2U);
    EXPECT_EQ(nodes[0].name, words) << "speech says all of it";
    EXPECT_TRUE(nodes[0].shown.starts_with("een twee drie vier")) << nodes[0].shown;
    EXPECT_TRUE(nodes[0].shown.ends_with("…")) << nodes[0].shown;
    EXPECT_TRUE(nodes[1].shown.empty()) << "all of it is shown";
}

TEST(Toast, covers_nothing_that_can_be_touched_and_says_all_of_a_long_sentence)
{
    std::string words = "Nog nodig";
    for (int n = 1; n < 15; ++n) words += ", afsluitcriterium " + std::to_string(n);
    ScreenDriver driver{[&](Frame& f) {
        f.button("links", "Volgorde", {28, 972, 900, 80});
        f.button("rechts", "Vergrendelen", {992, 972, 900, 80});
        f.button("midden", "Bevestigen", {600, 700, 700, 200});
        f.toast(words);
    }};
    const auto& nodes = driver.shell().accessible();
    ASSERT_EQ(nodes.size(), 4U);
    EXPECT_EQ(nodes[3].name, words);
    EXPECT_TRUE(nodes[3].shown.empty()) << nodes[3].shown;
    EXPECT_TRUE(driver.shell().clipped().empty());
    for (const char* name : {"links", "rechts", "midden"})
        EXPECT_TRUE(ui::intersection(driver.target(name).rect, nodes[3].rect).empty()) << name;
}

TEST(Text, loses_the_dot_between_two_parts_where_the_line_breaks_there)
{
    const auto picture = [](std::string words, int width) {
        ScreenDriver driver{[&](Frame& f) { f.text({20, 20, width, 200}, words); }};
        const auto pixels = driver.shell().pixels();
        return std::vector<std::uint32_t>{pixels.begin(), pixels.end()};
    };
    EXPECT_EQ(picture("M. de Vries · vr 27 nov", 160), picture("M. de Vries\nvr 27 nov", 160));
    EXPECT_NE(picture("M. de Vries · vr 27 nov", 800), picture("M. de Vries vr 27 nov", 800));
}

TEST(Buttons, with_nothing_but_an_icon_are_drawn)
{
    ScreenDriver driver{[](Frame& f) { f.button("terug", {}, {100, 100, 100, 80}, {.icon = ui::Icon::left}); }};
    driver.expect_usable();
}

TEST(Text, of_names_is_drawn_with_all_their_letters)
{
    // Each must look different from the sign for a missing letter.
    for (const std::string letter :
         {"ı", "ş", "ğ", "ł", "ą", "ę", "ć", "š", "ž", "ț", "ë", "€", "’", "–", "…", "✓", "‹", "›", "→"}) {
        ScreenDriver with{[&](Frame& f) { f.text({0, 0, 100, 40}, letter); }, 128, 72, 0.4};
        ScreenDriver missing{[&](Frame& f) { f.text({0, 0, 100, 40}, "\u4E00"); }, 128, 72, 0.4};
        const auto a = with.shell().pixels();
        const auto b = missing.shell().pixels();
        EXPECT_FALSE(std::ranges::equal(a, b)) << letter;
    }
}

TEST(Panels, show_the_same_layout_at_every_size)
{
    for (const auto& [w, h] : {std::pair{1920, 1080}, std::pair{1280, 800}, std::pair{2560, 1440}}) {
        Counter counter;
        const double px_per_mm = 5.58 * w / 1920.0;
        ScreenDriver driver{[&](Frame& f) { counter.draw(f); }, w, h, px_per_mm};
        EXPECT_EQ(driver.shell().metrics().width(), 1920);
        EXPECT_GE(driver.shell().metrics().height(), 1080);
        EXPECT_EQ(driver.shell().metrics().mm(12.0), 67);
        driver.tap("right");
        EXPECT_EQ(counter.right, 1);
        driver.expect_usable();
    }
}

} // namespace casustafel::test
