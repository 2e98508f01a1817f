#include "core/fingerprint_words.h"

#include <cstddef>

namespace casustafel::core {
namespace {

// One word a byte, in the order of the alphabet. No two differ in a single letter, so that a word misheard or misread
// isn't another word of the list. The list never changes: the words of a key stand on paper.
constexpr std::array<std::string_view, 256> words{
    "aap",    "akker",   "alarm",   "altaar",  "appel",   "arend",    "artiest",  "atlas",  "auto",    "avond",
    "azijn",  "baard",   "balkon",  "banaan",  "bank",    "beer",     "berg",     "bezem",  "bijl",    "bizon",
    "bloem",  "boek",    "boom",    "boter",   "brief",   "bril",     "brug",     "buik",   "buurt",   "cactus",
    "cadeau", "camping", "chef",    "cirkel",  "citroen", "clown",    "concert",  "dame",   "deken",   "dief",
    "dokter", "dolfijn", "donder",  "doos",    "draak",   "drempel",  "druif",    "duin",   "dwerg",   "eend",
    "egel",   "eiland",  "ekster",  "emmer",   "erwt",    "fabriek",  "familie",  "fazant", "feest",   "fiets",
    "film",   "fluit",   "forel",   "fornuis", "foto",    "framboos", "gans",     "garage", "gebak",   "geit",
    "gevel",  "gezin",   "giraf",   "gitaar",  "glas",    "gordel",   "goud",     "graan",  "grap",    "groente",
    "grot",   "gum",     "hamer",   "hand",    "haven",   "hemd",     "herfst",   "hert",   "hoed",    "honing",
    "hooi",   "hotel",   "huis",    "hut",     "iglo",    "inkt",     "insect",   "iris",   "ivoor",   "jacht",
    "jager",  "jeugd",   "juni",    "juweel",  "kaars",   "kameel",   "kano",     "kapper", "kasteel", "kelder",
    "kerk",   "ketting", "kikker",  "kip",     "klok",    "knie",     "koe",      "koffer", "kompas",  "konijn",
    "krant",  "kreeft",  "kroon",   "kruk",    "kunst",   "kussen",   "kwast",    "ladder", "lade",    "lamp",
    "leeuw",  "lente",   "lepel",   "leraar",  "liefde",  "limoen",   "linde",    "loods",  "lucht",   "lunch",
    "maan",   "magneet", "melk",    "metro",   "mier",    "model",    "molen",    "mond",   "motor",   "muts",
    "muur",   "naald",   "nagel",   "neef",    "nest",    "neus",     "nicht",    "noot",   "oceaan",  "oever",
    "olie",   "olifant", "onweer",  "oor",     "optocht", "orgel",    "orkest",   "oven",   "paleis",  "pan",
    "papier", "parel",   "piano",   "plank",   "poes",    "pompoen",  "postbode", "prins",  "puzzel",  "raam",
    "radio",  "raket",   "regen",   "rijst",   "ring",    "rivier",   "robot",    "rugzak", "rups",    "schaap",
    "schip",  "schoen",  "sjaal",   "slang",   "sleutel", "snavel",   "sneeuw",   "soep",   "spiegel", "spin",
    "spons",  "staart",  "steen",   "ster",    "stoel",   "storm",    "strik",    "suiker", "tafel",   "tent",
    "thee",   "tijger",  "toets",   "tomaat",  "toren",   "touw",     "tractor",  "trein",  "trommel", "trui",
    "tulp",   "uil",     "uniform", "vaas",    "vader",   "varken",   "veld",     "vijver", "vinger",  "vis",
    "vlag",   "vleugel", "vlinder", "vloer",   "vogel",   "vork",     "vrede",    "wagen",  "walvis",  "water",
    "week",   "wesp",    "wiel",    "winter",  "wolk",    "wortel",   "zadel",    "zalm",   "zebra",   "zee",
    "zeil",   "zilver",  "zomer",   "zon",     "zwaan",   "zwembad",
};

} // namespace

std::array<std::string_view, 6> fingerprint_words(const Digest& digest)
{
    std::array<std::string_view, 6> chosen;
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = words[digest[i]];
    return chosen;
}

} // namespace casustafel::core
