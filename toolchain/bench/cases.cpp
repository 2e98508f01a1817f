#include "toolchain/bench/cases.h"

#include <array>

namespace casustafel::bench {

std::span<const Case> cases()
{
    static constexpr std::array all{
        Case{"fdatasync", "append 4 KiB to a file and fdatasync it: what the disk itself takes", 300,
             prepare_fdatasync},
        Case{"command_to_durable",
             "an agreement through the recorder until it is published, in a conference of 12 cases with 60 items; "
             "beside: append 4 KiB and fdatasync",
             300, prepare_command_to_durable},
        Case{"apply_fact", "copy a conference of 60 cases with 200 items and fold one more fact", 50,
             prepare_apply_fact},
        Case{"seal_14_agreements", "sign and encrypt the minutes of 3 cases with 14 agreements", 100,
             prepare_seal_14_agreements},
        Case{"verify_receipt", "verify the relay's receipt", 200, prepare_verify_receipt},
        Case{"open_package", "decrypt, verify and read a package of 60 cases with 200 items", 10, prepare_open_package},
        Case{"read_package", "read the text of a package of 60 cases with 200 items", 10, prepare_read_package},
        Case{"import_60_cases", "a package of 60 cases with 200 items arrives, is opened, committed and published", 10,
             prepare_import_60_cases},
        Case{"open_database", "open and check an encrypted conference of 12 cases with 60 items with its raw key", 50,
             prepare_open_database},
        Case{"open_conference", "the same from the vault, with reading and folding all facts", 50,
             prepare_open_conference},
        Case{"unlock_pin", "unlock a development device: Argon2id and a token in a file", 5, prepare_unlock_pin},
        Case{"unlock_passphrase", "unlock a product device: Argon2id", 5, prepare_unlock_passphrase},
        Case{"first_frame", "fonts, layout and pixels of the first frame of a case with 200 items, 1920x1080", 20,
             prepare_first_frame},
        Case{"scroll_frame", "one frame of a case with 200 items that scrolls by 6 pixels, 1920x1080", 600,
             prepare_scroll_frame},
        Case{"panel_copy", "what such a frame changed, copied to the panel's page in ordinary memory", 600,
             prepare_panel_copy},
        Case{"tap_frame", "a finger on a tab of that case, until its pixels are drawn", 200, prepare_tap_frame},
        Case{"key_to_glyph", "a finger on a key of the keyboard, until the letter's pixels are drawn", 200,
             prepare_key_to_glyph},
        Case{"relay_round_trip", "ask the relay what is in the inbox, mutual TLS 1.3 on loopback, connection kept", 200,
             prepare_relay_round_trip},
        Case{"deliver_envelope", "hand an envelope to the relay until it is durable there, connection kept", 200,
             prepare_deliver_envelope},
        Case{"connect_and_deliver", "the same with a new connection", 100, prepare_connect_and_deliver},
    };
    return all;
}

} // namespace casustafel::bench
