#include "ui/shell/panel/typing.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <linux/input-event-codes.h>
#include <string>

namespace casustafel::test {

namespace {

using ui::InputEvent;
using ui::Key;
using ui::panel::Typing;

/// Somebody at a keyboard; what it gives is written down: text as it is, keys that edit in brackets.
class Typist {
public:
    explicit Typist(Typing typing) : typing_{std::move(typing)} {}

    Typist& down(std::uint32_t code)
    {
        note(typing_.key(code, true, now_ms));
        return *this;
    }
    Typist& up(std::uint32_t code)
    {
        note(typing_.key(code, false, now_ms));
        return *this;
    }
    Typist& hit(std::uint32_t code) { return down(code).up(code); }
    Typist& with(std::uint32_t modifier, std::uint32_t code) { return down(modifier).hit(code).up(modifier); }
    Typist& wait_until(std::int64_t at_ms)
    {
        now_ms = at_ms;
        note(typing_.repeat(now_ms));
        return *this;
    }
    const Typing& typing() const { return typing_; }

    std::string written;
    std::int64_t now_ms = 0;

private:
    void note(const std::vector<InputEvent>& events)
    {
        for (const InputEvent& event : events) {
            if (const auto* text = std::get_if<ui::TextEvent>(&event)) written += text->text;
            if (const auto* key = std::get_if<ui::KeyEvent>(&event))
                written += "[" + std::to_string(static_cast<int>(key->key)) + "]";
        }
    }
    Typing typing_;
};

Typist typist()
{
    ::unsetenv("XKB_DEFAULT_LAYOUT");
    ::unsetenv("XKB_DEFAULT_VARIANT");
    auto typing = Typing::open();
    if (!typing) throw std::runtime_error(typing.error().detail);
    return Typist{std::move(*typing)};
}

std::string bracketed(Key key)
{
    return "[" + std::to_string(static_cast<int>(key)) + "]";
}

} // namespace

TEST(Typing, writes_letters_capitals_and_signs)
{
    Typist t = typist();
    t.with(KEY_LEFTSHIFT, KEY_D).hit(KEY_E).hit(KEY_SPACE).hit(KEY_M).hit(KEY_COMMA).with(KEY_RIGHTSHIFT, KEY_1);
    EXPECT_EQ(t.written, "De m,!");
    t.hit(KEY_CAPSLOCK).hit(KEY_A).hit(KEY_CAPSLOCK).hit(KEY_A);
    EXPECT_EQ(t.written, "De m,!Aa");
}

TEST(Typing, puts_accents_on_letters_as_keyboards_in_the_netherlands_do)
{
    Typist t = typist();
    t.hit(KEY_APOSTROPHE);
    EXPECT_EQ(t.written, "") << "it waits for its letter";
    t.hit(KEY_E);
    EXPECT_EQ(t.written, "é");
    t.with(KEY_LEFTSHIFT, KEY_APOSTROPHE).hit(KEY_I);
    EXPECT_EQ(t.written, "éï");
    t.hit(KEY_GRAVE).with(KEY_LEFTSHIFT, KEY_E);
    EXPECT_EQ(t.written, "éïÈ");
    t.with(KEY_LEFTSHIFT, KEY_6).hit(KEY_O).with(KEY_LEFTSHIFT, KEY_GRAVE).hit(KEY_N);
    EXPECT_EQ(t.written, "éïÈôñ");
}

TEST(Typing, writes_the_sign_on_the_key_before_what_takes_no_accent)
{
    Typist t = typist();
    t.hit(KEY_F).hit(KEY_O).hit(KEY_T).hit(KEY_O).hit(KEY_APOSTROPHE).hit(KEY_S);
    EXPECT_EQ(t.written, "foto's");
    t.with(KEY_LEFTSHIFT, KEY_APOSTROPHE).hit(KEY_SPACE);
    EXPECT_EQ(t.written, "foto's\"");
    t.hit(KEY_APOSTROPHE).hit(KEY_APOSTROPHE);
    EXPECT_EQ(t.written, "foto's\"'");
    t.hit(KEY_APOSTROPHE).hit(KEY_BACKSPACE).hit(KEY_A);
    EXPECT_EQ(t.written, "foto's\"'a") << "the waiting accent was taken away, nothing else";
}

TEST(Typing, gives_the_keys_that_edit)
{
    Typist t = typist();
    t.hit(KEY_BACKSPACE).hit(KEY_DELETE).hit(KEY_ENTER).hit(KEY_KPENTER).hit(KEY_ESC).hit(KEY_TAB);
    t.with(KEY_LEFTSHIFT, KEY_TAB).hit(KEY_LEFT).hit(KEY_HOME).with(KEY_LEFTCTRL, KEY_A).with(KEY_RIGHTCTRL, KEY_Z);
    std::string expected;
    for (const Key key : {Key::backspace, Key::erase, Key::enter, Key::enter, Key::escape, Key::tab, Key::back_tab,
                          Key::left, Key::home, Key::select_all, Key::undo})
        expected += bracketed(key);
    EXPECT_EQ(t.written, expected);
}

TEST(Typing, writes_nothing_for_shortcuts_of_other_programs)
{
    Typist t = typist();
    t.with(KEY_LEFTCTRL, KEY_C).with(KEY_LEFTALT, KEY_E).with(KEY_LEFTMETA, KEY_L).hit(KEY_F5).hit(KEY_PAGEUP);
    EXPECT_EQ(t.written, "");
    EXPECT_FALSE(t.typing().repeats_at_ms());
}

TEST(Typing, repeats_the_key_that_is_held_until_it_is_lifted_or_another_one_is_hit)
{
    Typist t = typist();
    t.down(KEY_X);
    ASSERT_TRUE(t.typing().repeats_at_ms());
    EXPECT_EQ(*t.typing().repeats_at_ms(), 500);
    t.wait_until(499);
    EXPECT_EQ(t.written, "x");
    t.wait_until(500).wait_until(533).wait_until(540);
    EXPECT_EQ(t.written, "xxx");
    t.up(KEY_X).wait_until(2000);
    EXPECT_EQ(t.written, "xxx");
    t.down(KEY_BACKSPACE).down(KEY_LEFTSHIFT);
    EXPECT_FALSE(t.typing().repeats_at_ms());
}

TEST(Typing, follows_the_layout_that_the_device_names)
{
    ::setenv("XKB_DEFAULT_LAYOUT", "be", 1);
    auto typing = Typing::open();
    ::unsetenv("XKB_DEFAULT_LAYOUT");
    ASSERT_TRUE(typing) << typing.error().detail;
    Typist t{std::move(*typing)};
    t.hit(KEY_Q).hit(KEY_2);
    EXPECT_EQ(t.written, "aé");
}

TEST(Typing, says_which_layout_is_not_there)
{
    ::setenv("XKB_DEFAULT_LAYOUT", "zembla", 1);
    const auto typing = Typing::open();
    ::unsetenv("XKB_DEFAULT_LAYOUT");
    ASSERT_FALSE(typing);
    EXPECT_NE(typing.error().detail.find("zembla"), std::string::npos) << typing.error().detail;
}

} // namespace casustafel::test
