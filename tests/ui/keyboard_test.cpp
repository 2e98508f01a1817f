#include "support/screen_driver.h"
#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Key;
using ui::PointerEvent;
using ui::Rect;

/// A sheet with a field above the keyboard.
struct Note {
    std::string text;
    int submitted = 0;
    bool multi_line = false;

    void draw(Frame& f)
    {
        if (f.editing().empty()) f.edit("wat");
        Rect area = f.area();
        const Rect keys = area.cut_bottom(f.keyboard_height());
        ui::FieldStyle style;
        style.label = "Wat";
        style.multi_line = multi_line;
        style.max_code_points = 60;
        if (auto changed = f.field("wat", {100, 100, 700, 130}, text, style)) text = std::move(*changed);
        f.keyboard(keys);
        if (f.submitted()) ++submitted;
    }
};

} // namespace

TEST(Keyboard, types_letters_into_the_field)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    for (const char* key : {"key/h", "key/a", "key/l", "key/l", "key/o", "key/spatie", "key/d"}) driver.tap(key);
    EXPECT_EQ(note.text, "hallo d");
    driver.tap("key/wis");
    driver.tap("key/wis");
    EXPECT_EQ(note.text, "hallo");
}

TEST(Keyboard, comes_and_goes_between_two_frames)
{
    std::vector<std::pair<bool, bool>> frames; // a field is edited: as the frame began, and as it ended
    ScreenDriver driver{[&](Frame& f) {
        const bool before = !f.editing().empty();
        f.field("wat", {100, 100, 700, 80}, "");
        Rect area = f.area();
        if (!f.editing().empty()) f.keyboard(area.cut_bottom(f.keyboard_height()));
        frames.emplace_back(before, !f.editing().empty());
    }};
    driver.tap("wat");
    EXPECT_TRUE(driver.has("key/a"));
    driver.tap("key/klaar");
    EXPECT_FALSE(driver.has("key/a"));
    for (const auto& [before, after] : frames) EXPECT_EQ(before, after) << "what makes room for it and what draws it";
}

TEST(Keyboard, has_its_room_in_the_first_frame_of_the_lock_screen)
{
    TableDriver table;
    ui::Snapshot snapshot = table.snapshot();
    snapshot.device.development = false; // a passphrase, and no pad
    int frames = 0;
    auto shell =
        ui::OffscreenShell::create("/usr/share/fonts/opentype/inter", ui::Metrics{1920, 1080, 5.58}, [&](Frame& f) {
            ++frames;
            ui::draw(f, table.state(), snapshot);
            return f.next();
        });
    ASSERT_TRUE(shell.has_value());
    shell->settle();
    EXPECT_EQ(frames, 1) << "nothing moves afterwards";
    EXPECT_NE(shell->find("key/a"), nullptr);
    EXPECT_LE(shell->find("weergave")->rect.bottom(), shell->interaction().keyboard.rect.y);
}

TEST(Keyboard, has_keys_of_at_least_12_mm_in_every_layer)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.expect_usable();
    driver.tap("key/lagen");
    driver.expect_usable();
    driver.tap("key/shift");
    driver.expect_usable();
}

TEST(Keyboard, writes_one_capital_after_shift_and_many_after_a_double_touch)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.tap("key/shift");
    driver.tap("key/a");
    driver.tap("key/a");
    EXPECT_EQ(note.text, "Aa");
    driver.tap("key/shift");
    driver.tap("key/shift");
    driver.tap("key/b");
    driver.tap("key/b");
    driver.tap("key/shift");
    driver.tap("key/b");
    EXPECT_EQ(note.text, "AaBBb");
}

TEST(Keyboard, writes_the_plain_letter_when_a_long_press_ends_without_a_choice)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(399);
    EXPECT_FALSE(driver.has("key/ë"));
    driver.advance(1);
    EXPECT_TRUE(driver.has("key/ë"));
    EXPECT_EQ(note.text, "");
    driver.release();
    EXPECT_EQ(note.text, "e");
    EXPECT_TRUE(driver.has("key/ë")) << "for who can't slide, the accents stay a while";
    driver.advance(3000);
    EXPECT_FALSE(driver.has("key/ë"));
    EXPECT_EQ(note.text, "e");
}

TEST(Keyboard, puts_the_accent_that_is_touched_in_place_of_the_plain_letter)
{
    Note note;
    note.text = "caf";
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(400);
    driver.release();
    driver.tap("key/é");
    EXPECT_EQ(note.text, "café");
    EXPECT_FALSE(driver.has("key/ë"));
    driver.key(Key::undo);
    EXPECT_EQ(note.text, "cafe") << "one step back";
    driver.tap("key/shift");
    driver.press("key/o");
    driver.advance(400);
    driver.release();
    driver.tap("key/Ö");
    EXPECT_EQ(note.text, "cafeÖ");
}

TEST(Keyboard, goes_on_typing_beside_the_accents)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(400);
    driver.release();
    driver.tap("key/n");
    EXPECT_EQ(note.text, "en") << "the touch beside the accents writes its letter";
    EXPECT_FALSE(driver.has("key/é"));
    driver.press("key/e");
    driver.advance(400);
    driver.release();
    driver.type("!");
    EXPECT_EQ(note.text, "ene!");
    EXPECT_FALSE(driver.has("key/é"));
}

TEST(Keyboard, writes_nothing_when_the_finger_leaves_the_accents_elsewhere)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(400);
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::move, 300, 500, driver.shell().now_ms()});
    driver.settle();
    driver.release();
    EXPECT_EQ(note.text, "");
    EXPECT_FALSE(driver.has("key/é"));
}

TEST(Keyboard, puts_the_accent_of_a_dead_key_onto_the_next_letter)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    const auto dead = [&](const char* sign) {
        driver.press("key/'");
        driver.advance(400);
        driver.release();
        driver.tap(std::string{"key/"} + sign);
    };
    dead("´");
    EXPECT_EQ(note.text, "") << "the accent waits for its letter";
    EXPECT_EQ(driver.target("key/e").label, "é");
    driver.tap("key/e");
    dead("¨");
    driver.tap("key/i");
    dead("^");
    driver.tap("key/u");
    driver.tap("key/n");
    EXPECT_EQ(note.text, "éïûn");
    dead("`");
    driver.tap("key/spatie");
    dead("~");
    driver.tap("key/k");
    EXPECT_EQ(note.text, "éïûn`~k") << "no letter has it: both stand there";
}

TEST(Keyboard, moves_the_caret_with_a_finger_that_slides_over_the_space_bar)
{
    Note note;
    note.text = "gesprek";
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    const ui::Point middle = driver.target("key/spatie").rect.centre();
    driver.drag(middle, {middle.x - 22 * 5 - 4, middle.y - 40});
    driver.type("!");
    EXPECT_EQ(note.text, "ges!prek") << "four letters back: the first step only shows that the finger slides";
    driver.drag(middle, {middle.x + 22 * 3 + 4, middle.y});
    driver.tap("key/a");
    EXPECT_EQ(note.text, "ges!praek");
    driver.tap("key/spatie");
    EXPECT_EQ(note.text, "ges!pra ek") << "a tap is a space as before";
}

TEST(Keyboard, shows_accents_as_large_keys_above_their_letter)
{
    Note note;
    note.text = "caf";
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(400);
    const int least = driver.shell().metrics().mm(12.0);
    for (const char* key : {"key/é", "key/ë", "key/è", "key/ê", "key/€"}) {
        EXPECT_GE(driver.target(key).rect.w, least) << key;
        EXPECT_GE(driver.target(key).rect.h, least) << key;
        EXPECT_LT(driver.target(key).rect.bottom(), driver.target("key/e").rect.bottom()) << key;
    }
    driver.expect_golden("keyboard-accents");
}

TEST(Keyboard, takes_the_accent_that_the_finger_slides_to)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/s");
    driver.advance(450);
    const ui::Point at = driver.target("key/š").rect.centre();
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::move, at.x, at.y, driver.shell().now_ms()});
    driver.settle();
    driver.release();
    EXPECT_EQ(note.text, "š");
    driver.press("key/a");
    driver.release();
    EXPECT_EQ(note.text, "ša");
}

TEST(Keyboard, writes_every_letter_of_european_names_with_one_long_press)
{
    const std::vector<std::pair<std::string, std::vector<std::string>>> letters{{"e", {"é", "ë", "è", "ê", "ę", "€"}},
                                                                                {"i", {"ï", "í", "î", "ı"}},
                                                                                {"o", {"ö", "ó", "ô"}},
                                                                                {"u", {"ü", "ú", "û"}},
                                                                                {"a", {"á", "à", "â", "ä", "ą"}},
                                                                                {"c", {"ç", "ć", "č"}},
                                                                                {"n", {"ñ"}},
                                                                                {"s", {"ş", "š"}},
                                                                                {"g", {"ğ"}},
                                                                                {"l", {"ł"}},
                                                                                {"z", {"ž"}}};
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    for (const auto& [base, variants] : letters)
        for (const std::string& variant : variants) {
            note.text.clear();
            driver.press("key/" + base);
            driver.advance(450);
            driver.release();
            driver.tap("key/" + variant);
            EXPECT_EQ(note.text, variant);
        }
}

TEST(Keyboard, closes_the_accents_when_touched_beside_them)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/e");
    driver.advance(450);
    driver.release();
    ASSERT_TRUE(driver.has("key/é"));
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::down, 100, 500, 0});
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::up, 100, 500, 0});
    driver.settle();
    EXPECT_FALSE(driver.has("key/é"));
    EXPECT_EQ(note.text, "e");
}

TEST(Keyboard, repeats_backspace_while_it_is_held)
{
    Note note;
    note.text = "een twee drie";
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/wis");
    driver.advance(500 + 70 * 3);
    driver.release();
    EXPECT_EQ(note.text, "een twee ");
}

TEST(Keyboard, loses_no_letter_of_two_thumbs)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.press("key/d", 1);
    driver.press("key/k", 2);
    driver.release(1);
    driver.press("key/a", 1);
    driver.release(2);
    driver.release(1);
    EXPECT_EQ(note.text, "dka");
}

TEST(Keyboard, never_covers_the_field)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    for (const ui::Target& target : driver.shell().targets())
        EXPECT_TRUE(target.role != ui::Role::key || target.rect.y >= driver.shell().interaction().keyboard.rect.y)
            << target.name;
}

TEST(Keyboard, on_usb_works_at_once)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.type("Łukasz Yılmaz");
    driver.key(Key::home);
    driver.key(Key::erase);
    EXPECT_EQ(note.text, "ukasz Yılmaz");
    driver.key(Key::enter);
    EXPECT_EQ(note.submitted, 1);
}

TEST(Field, places_the_caret_where_it_is_touched)
{
    Note note;
    note.text = "abcdef";
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::down, 128, 165, 0});
    driver.shell().push(PointerEvent{1, PointerEvent::Phase::up, 128, 165, 0});
    driver.settle();
    driver.type("X");
    EXPECT_EQ(note.text, "Xabcdef");
}

TEST(Field, shows_what_the_view_says)
{
    Note note;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.type("half");
    note.text = "van buiten";
    driver.settle();
    driver.type("!");
    EXPECT_EQ(note.text, "van buiten!");
}

TEST(Field, forgets_its_text_when_its_screen_is_gone)
{
    Note note;
    bool shown = true;
    ScreenDriver driver{[&](Frame& f) {
        if (shown) note.draw(f);
    }};
    driver.type("geheim");
    shown = false;
    driver.settle();
    EXPECT_TRUE(driver.shell().interaction().editors.empty());
    EXPECT_EQ(driver.shell().interaction().editing, "");
}

TEST(Field, of_many_lines_wraps_and_takes_enter)
{
    Note note;
    note.multi_line = true;
    ScreenDriver driver{[&](Frame& f) { note.draw(f); }};
    driver.type("een");
    driver.tap("key/enter");
    driver.type("twee");
    EXPECT_EQ(note.text, "een\ntwee");
    driver.key(Key::up);
    driver.type("!");
    EXPECT_EQ(note.text, "een!\ntwee");
    EXPECT_EQ(note.submitted, 0);
    driver.expect_golden("keyboard");
}

} // namespace casustafel::test
