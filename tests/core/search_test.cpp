#include "core/search.h"

#include "support/builders.h"
#include "support/visibility_oracle.h"
#include "wishes.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

std::string folded(std::string_view text)
{
    std::string into;
    fold_words(text, into);
    return into;
}

std::vector<std::string> marked(std::string_view text, std::string_view typed)
{
    std::vector<std::string> words;
    for (const TextSpan& span : matching_words(text, query_words(typed)))
        words.emplace_back(text.substr(span.begin, span.end - span.begin));
    return words;
}

std::vector<std::string> texts_of(const Conference& conference, std::string_view typed)
{
    std::vector<std::string> texts;
    for (const FoundCase& one : search(conference, typed, 1'000).cases)
        for (const Found& found : one.found) texts.push_back(found.text);
    return texts;
}

bool finds(const Conference& conference, std::string_view typed)
{
    return !texts_of(conference, typed).empty();
}

/// Gives each line that came with the package a word of its own.
void mark_lines(Package& package)
{
    int next = 0;
    const auto mark = [&](std::string& text) { text += " uniek" + std::to_string(1'000 + next++); };
    for (Case& one : package.cases) {
        for (Item& item : one.items) mark(item.text);
        for (EarlierAgreement& earlier : one.earlier_agreements) mark(earlier.text);
    }
}

bool onlookers_belong_to(const Conference& conference, const CaseId& in_case)
{
    const auto belongs = at_the_table(conference, in_case);
    return std::ranges::all_of(conference.participants, [&](const Participant& person) {
        const bool looks = conference.open_case.empty()
                               ? attendance_of(conference, person.id).state == PresenceState::present
                               : std::ranges::contains(at_the_table(conference, conference.open_case), person.id);
        return !looks || std::ranges::contains(belongs, person.id);
    });
}

/// Whether every line is found exactly when everyone who looks may see it.
void expect_search_sound(const Conference& conference, int& shown, int& hidden)
{
    const auto check = [&](const CaseState& state, const std::string& text, bool everyone_may) {
        const bool may = everyone_may && onlookers_belong_to(conference, state.brief->id);
        ++(may ? shown : hidden);
        const std::string word = text.substr(text.rfind(' ') + 1);
        EXPECT_EQ(finds(conference, word), may) << text;
    };
    for (const CaseState& state : conference.cases) {
        for (const Item& item : state.brief->items)
            check(state, item.text, everyone_may_see(conference, state.brief->id, item));
        for (const EarlierAgreement& one : state.brief->earlier_agreements)
            check(state, one.text,
                  everyone_may_see(conference, state.brief->id, one.confidentiality.value_or(Confidentiality::general),
                                   one.audience));
    }
}

/// Of what was agreed here, nothing comes up that one who looks may not see.
void expect_agreements_sound(const Conference& conference)
{
    for (const FoundCase& one : search(conference, "e", 1'000).cases) {
        const CaseState& state = *find(conference, one.in_case);
        for (const Found& found : one.found) {
            if (found.kind != FoundKind::agreement) continue;
            const auto same = std::ranges::find(state.agreements, found.number, &Agreement::number);
            ASSERT_NE(same, state.agreements.end());
            EXPECT_FALSE(same->withdrawn_at);
            EXPECT_TRUE(
                everyone_may_see(conference, one.in_case, same->content.confidentiality, same->content.audience));
        }
    }
}

} // namespace

TEST(FoldedText, has_no_capitals_accents_or_signs)
{
    EXPECT_EQ(folded("Hoe vóórkomen we dakloosheid?"), " hoe voorkomen we dakloosheid");
    EXPECT_EQ(folded("Zoë, Şükrü & Łukasz"), " zoe sukru lukasz");
    EXPECT_EQ(folded("Ĳsbrand ging naar het ĳsstadion"), " ijsbrand ging naar het ijsstadion");
    EXPECT_EQ(folded("foto's van d’r e-mail"), " fotos van dr e mail");
    EXPECT_EQ(folded("€ 1.500 – per week"), " 1 500 per week");
    EXPECT_EQ(folded("e\u0301e\u0301n"), " een") << "accents that stand apart";
    EXPECT_EQ(folded("Ærø, œuvre, straße"), " aero oeuvre strasse");
    EXPECT_EQ(folded("Țîrdea"), " tirdea");
}

TEST(FoldedText, survives_any_bytes)
{
    EXPECT_EQ(folded("\xC3"), " \xC3");
    EXPECT_EQ(folded("a\xE2\x82"), " a\xE2\x82");
    EXPECT_EQ(folded(std::string_view{"a\0b", 3}), " a b");
    EXPECT_EQ(folded(""), "");
}

TEST(FoldedText, is_found_by_the_beginnings_of_its_words_all_of_them)
{
    const std::string text = folded("Urgentie voor beschermd wonen indienen");
    EXPECT_TRUE(has_all(text, query_words("urg won")));
    EXPECT_TRUE(has_all(text, query_words("WONEN, urgéntie")));
    EXPECT_FALSE(has_all(text, query_words("schermd"))) << "in the middle of a word";
    EXPECT_FALSE(has_all(text, query_words("urgentie schuld"))) << "only one of the two";
    EXPECT_TRUE(has_all(text, {}));
}

TEST(FoldedText, marks_whole_words_where_they_stand)
{
    EXPECT_EQ(marked("Één plek bij ‘De Haven’, in één week", "een hav"),
              (std::vector<std::string>{"Één", "Haven", "één"}));
    EXPECT_EQ(marked("Foto's maken", "fotos"), std::vector<std::string>{"Foto's"});
    EXPECT_TRUE(marked("Niets", "iets").empty());
}

TEST(Search, finds_what_the_package_says_and_what_was_agreed_here)
{
    Table table = Table::in_first_case();
    AgreementContent content = agreement_of(table.conference, therapist, "Intake plannen bij de Lindeboom");
    table.give(command::Propose{first_case, AgreementId{"a"}, content});
    const SearchResult result = search(table.conference, "linde intak", 10);
    ASSERT_EQ(result.cases.size(), 1U);
    EXPECT_EQ(result.cases[0].in_case, first_case);
    ASSERT_EQ(result.cases[0].found.size(), 1U);
    EXPECT_EQ(result.cases[0].found[0].kind, FoundKind::agreement);
    EXPECT_EQ(result.cases[0].found[0].number, 5) << "the earlier one had 4";
    EXPECT_EQ(result.cases[0].found[0].marks.size(), 2U);
    table.give(command::Withdraw{first_case, AgreementId{"a"}, "Dubbel"});
    EXPECT_FALSE(finds(table.conference, "lindeboom")) << "what was withdrawn is no agreement of today";
}

TEST(Search, finds_nothing_for_nothing_and_says_when_there_is_more)
{
    Table table = Table::in_first_case();
    EXPECT_TRUE(search(table.conference, "", 10).cases.empty());
    EXPECT_TRUE(search(table.conference, " ?! ", 10).cases.empty());
    const std::string word = folded(table.conference.cases[0].brief->question).substr(1, 3);
    EXPECT_FALSE(search(table.conference, word, 100).more);
    EXPECT_TRUE(search(table.conference, word, 0).more);
    EXPECT_TRUE(search(table.conference, word, 0).cases.empty());
}

TEST(Search, forgets_police_data_while_a_guest_is_present_and_finds_it_again_after)
{
    Package package = example_package();
    package.cases[0].items.push_back({ItemId{"i"},
                                      Section::risk,
                                      {},
                                      "Aangetroffen met een zaklantaarn",
                                      package.partners[0].id,
                                      {},
                                      Confidentiality::police,
                                      {},
                                      {}});
    Table table;
    table.give(command::ImportPackage{package});
    for (const ParticipantId& id : {police_officer, therapist, director}) table.give(command::CheckIn{id});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    EXPECT_TRUE(finds(table.conference, "zaklantaarn"));
    table.give(command::DeclareSecrecy{landlord, {{{0.1, 0.1, 0}, {0.5, 0.4, 30}}}});
    table.give(command::CheckIn{landlord});
    EXPECT_FALSE(finds(table.conference, "zaklantaarn"));
    EXPECT_FALSE(search(table.conference, "zaklantaarn", 0).more) << "not counted either";
    table.give(command::StepOut{landlord, first_case});
    EXPECT_TRUE(finds(table.conference, "zaklantaarn"));
}

TEST(Search, never_finds_what_anyone_who_looks_may_not_see_whatever_happens)
{
    int shown = 0;
    int hidden = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random{seed};
        Table table;
        Package package = any_package(random);
        mark_lines(package);
        table.give(command::ImportPackage{package});
        Wishes wish{random};
        for (int step = 0; step < 300; ++step) {
            table.now += std::chrono::seconds{7};
            table.give(wish.next(table.conference));
            if (step % 5 != 0) continue;
            expect_search_sound(table.conference, shown, hidden);
            expect_agreements_sound(table.conference);
            ASSERT_FALSE(HasFailure()) << "seed " << seed << ", step " << step;
        }
    }
    EXPECT_GT(shown, 400);
    EXPECT_GT(hidden, 500);
}
