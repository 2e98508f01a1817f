#include "ui/suggestions.h"

#include "core/fold_text.h"
#include "core/visibility.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr std::size_t most = 3;
constexpr std::size_t shortest_word = 4; // bytes; what is shorter is typed sooner than chosen

/// What people may type here and where it comes from: the best source first.
struct Source {
    std::string text;
    int weight{};
    bool names{}; ///< its capitals are part of the words
};

/// What of the case on screen those at the table may see.
void add_case(const core::Conference& conference, const core::CaseState& state, std::vector<Source>& sources)
{
    const auto add = [&](const std::string& text, core::Confidentiality confidentiality,
                         const std::optional<core::Audience>& audience) {
        if (!core::masked(conference, state.brief->id, confidentiality, audience)) sources.push_back({text, 1});
    };
    for (const core::Agreement& one : state.agreements)
        add(one.content.text, one.content.confidentiality, one.content.audience);
    for (const core::EarlierAgreement& one : state.brief->earlier_agreements)
        add(one.text, core::confidentiality_of(one), one.audience);
    for (const core::Item& one : state.brief->items)
        if (!core::masked(conference, state.brief->id, one)) sources.push_back({one.text, 1});
}

std::vector<Source> sources_of(const Snapshot& snapshot)
{
    std::vector<Source> sources;
    const core::Conference& conference = *snapshot.conference;
    sources.reserve(conference.package.phrases.size() + conference.participants.size() + conference.partners.size());
    for (const std::string& phrase : conference.package.phrases) sources.push_back({phrase, 3});
    for (const core::Participant& person : conference.participants) sources.push_back({person.name, 2, true});
    for (const core::Partner& partner : conference.partners) sources.push_back({partner.name, 2, true});
    if (const core::CaseState* state = case_on_screen(snapshot)) add_case(conference, *state, sources);
    return sources;
}

/// As search compares it: small letters without accents, so that 'esmee' finds 'Esmée'.
std::string folded(std::string_view text)
{
    std::string key;
    core::fold_words(text, key);
    return key;
}

bool letter(char byte)
{
    const auto c = static_cast<unsigned char>(byte);
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// The words of a text in their order; '' where a sentence begins.
std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words{std::string{}};
    std::string word;
    for (const char byte : text) {
        if (letter(byte)) {
            word += byte;
            continue;
        }
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
        if ((byte == '.' || byte == '?' || byte == '!' || byte == '\n') && words.back().size() > 1)
            words.emplace_back();
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/// The capital that only begins a sentence, as a small letter; 'PI' stays what it is.
std::string without_capital(std::string word)
{
    if (word.size() > 1 && capital(word[0]) && !capital(word[1])) word[0] = static_cast<char>(word[0] - 'A' + 'a');
    return word;
}

std::string with_capital(std::string word)
{
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

struct Candidate {
    std::string word;
    std::string key;
    int weight{};
};

class Candidates {
public:
    void add(const std::string& word, int weight)
    {
        std::string key = folded(word);
        const auto found = std::ranges::find(all_, key, &Candidate::key);
        if (found == all_.end())
            all_.push_back({word, std::move(key), weight});
        else
            found->weight += weight;
    }

    std::vector<Suggestion> best(const std::string& typed, bool begins_with_capital)
    {
        std::ranges::stable_sort(all_, [](const Candidate& a, const Candidate& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
        });
        std::vector<Suggestion> found;
        for (const Candidate& one : all_)
            if (found.size() < most) found.push_back({begins_with_capital ? with_capital(one.word) : one.word, typed});
        return found;
    }

private:
    std::vector<Candidate> all_;
};

} // namespace

std::vector<Suggestion> suggestions(const Snapshot& snapshot, std::string_view before_caret, bool begins)
{
    if (!snapshot.conference) return {};
    const bool within = !before_caret.empty() && letter(before_caret.back());
    const std::vector<std::string> typed = words_of(before_caret);
    const std::string begun = within ? typed.back() : std::string{};
    const std::string begun_key = folded(begun);
    // The word before the one that is being typed; '' at the beginning of a sentence.
    const std::string before = folded(within ? typed[typed.size() - 2] : typed.back());
    if (!within && before.empty() && !begins) return {};
    Candidates candidates;
    for (const Source& source : sources_of(snapshot)) {
        const std::vector<std::string> words = words_of(source.text);
        for (std::size_t n = 1; n < words.size(); ++n) {
            const bool follows = folded(words[n - 1]) == before;
            const std::string key = folded(words[n]);
            if (key.empty() || key == begun_key) continue;
            const std::string word = words[n - 1].empty() && !source.names ? without_capital(words[n]) : words[n];
            if (!within && follows && !(before.empty() && source.names)) candidates.add(word, source.weight);
            if (within && word.size() >= shortest_word && key.starts_with(begun_key))
                candidates.add(word, source.weight * (follows ? 4 : 1));
        }
    }
    return candidates.best(begun, within ? capital(begun[0]) : before.empty());
}

} // namespace casustafel::ui
