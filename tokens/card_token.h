#pragma once

#include "storage/protector.h"

#include <filesystem>
#include <memory>

namespace casustafel::tokens {

/// A smart card that is reached by a PKCS#11 library (OASIS PKCS#11 3.0) and has a key for ECDH on P-256, as PIV cards
/// do in place 9D: the card derives a secret from its own key and a point of which nobody has the other half any more.
/// The card counts wrong PINs. docs/decisions/0018.
class CardToken : public storage::Token {
public:
    explicit CardToken(std::filesystem::path module);
    ~CardToken() override;
    /// Errc::conflict: several cards; Errc::refused: no key that may derive.
    core::Result<core::Bytes> enrol(const core::Secret& pin, core::ByteView salt) override;
    core::Result<storage::KeyAnswer> answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept) override;
    bool is_there() override;

private:
    struct Library;
    core::Result<Library*> library();
    std::filesystem::path module_;
    std::unique_ptr<Library> library_; // loaded at the first use
    unsigned long slot_{};             // of the card that answered last
};

/// What a card says after a wrong PIN, from the flags of its token: it may tell that one try is left or none, not how
/// many there are (PKCS#11 3.0, 3.2, CKF_USER_PIN_*).
storage::KeyAnswer after_wrong_pin(unsigned long token_flags);

} // namespace casustafel::tokens
