#include "firmware/vault_parts.h"

#include "board/secrets.h"
#include "core/audit.h"
#include "firmware/setup.h"
#include "protocol/audit_codec.h"
#include "protocol/facts_codec.h"
#include "seal/recovery.h"
#include "tokens/card_token.h"
#include "tokens/fido_token.h"
#include "tokens/tpm_token.h"

#include <algorithm>
#include <memory>
#include <string.h>

namespace casustafel::device {

using core::Errc;

namespace {

constexpr std::string_view passphrase = "wachtwoordzin";
constexpr std::size_t shortest_passphrase = 20;

core::Result<seal::SecretBytes> read_secret(storage::FileVault& vault, std::string_view name)
{
    auto kept = vault.secret(std::string{name});
    if (!kept) return std::unexpected(kept.error());
    seal::SecretBytes secret{kept->begin(), kept->end()};
    ::explicit_bzero(kept->data(), kept->size());
    return secret;
}

/// Where Linux has the TPM for who uses it beside others.
constexpr const char* tpm_device = "device:/dev/tpmrm0";

std::unique_ptr<storage::Protector> protector_of(const std::string& name, const board::Board& board,
                                                 const std::shared_ptr<board::FileSecrets>& secrets)
{
    if (name == passphrase) return std::make_unique<storage::PassphraseProtector>();
    std::unique_ptr<storage::Token> token;
    if (name == "tpm2") token = std::make_unique<tokens::TpmToken>(tokens::tpm_bus(tpm_device));
    if (name == "fido2") token = std::make_unique<tokens::FidoToken>(tokens::usb_fido());
    if (name == "kaart") token = std::make_unique<tokens::CardToken>(board.card_module);
    if (token) return std::make_unique<storage::PinProtector>(name, std::move(token));
    return std::make_unique<storage::PinProtector>(
        name, [secrets](core::ByteView challenge) -> core::Result<storage::SecretBytes> {
            storage::SecretBytes answer{board::secret_bytes};
            if (auto asked = secrets->token_answer(challenge, answer.bytes().first<board::secret_bytes>()); !asked)
                return std::unexpected(asked.error());
            return answer;
        });
}

} // namespace

storage::VaultParts vault_parts(const std::filesystem::path& folder, const board::Board& board)
{
    const auto secrets = std::make_shared<board::FileSecrets>(folder);
    storage::VaultParts parts;
    parts.folder = folder;
    parts.device_secret = [secrets]() -> core::Result<storage::SecretBytes> {
        storage::SecretBytes secret{board::secret_bytes};
        if (auto read = secrets->device_secret(secret.bytes().first<board::secret_bytes>()); !read)
            return std::unexpected(read.error());
        return secret;
    };
    for (const std::string& name : board.protectors) parts.protectors.push_back(protector_of(name, board, secrets));
    if (board.development) {
        // Beside the folder, so that a copy of the folder alone is noticed when it is put back.
        const auto beside = std::filesystem::absolute(folder).lexically_normal().string();
        parts.counter = std::make_unique<storage::FileCounter>(
            beside.substr(0, beside.find_last_not_of('/') + 1) + ".counter", std::string{});
    }
    parts.format = {protocol::encode, protocol::decode_fact, [](const core::Recorded& recorded) {
                        return protocol::write_audit_entry(core::audit_entry(recorded));
                    }};
    return parts;
}

storage::BureauCopy bureau_copy(std::function<const seal::DeviceSealer*()> sealer)
{
    const auto recovery_key = [sealer = std::move(sealer)]() -> std::optional<seal::PublicKey> {
        const seal::DeviceSealer* known = sealer();
        return known ? known->recovery_key() : std::nullopt;
    };
    return {.seal = [recovery_key](const core::ConferenceId& conference,
                                   core::ByteView database_key) -> core::Result<core::Bytes> {
                const auto key = recovery_key();
                if (!key) return core::fail(Errc::not_found, "no recovery key of the bureau yet");
                return seal::seal_for_recovery(conference, database_key, *key);
            },
            .is_current =
                [recovery_key](core::ByteView kept) {
                    const auto key = recovery_key();
                    return !key || seal::recovery_recipient(kept) == key->kid();
                }};
}

bool asks_for_pin(std::string_view protector)
{
    return protector != passphrase;
}

bool needs_key(std::string_view protector)
{
    return protector == "fido2" || protector == "kaart";
}

core::Result<> check_new_secret(const core::Secret& secret, const board::Board& board, std::string_view protector)
{
    if (!std::ranges::contains(board.protectors, protector))
        return core::fail(Errc::rejected, "board " + board.id + " takes no '" + std::string{protector} + "'");
    if (asks_for_pin(protector) && !storage::is_pin(secret))
        return core::fail(Errc::rejected, "a PIN has four to twelve digits and nothing else");
    if (!asks_for_pin(protector) && secret.size() < shortest_passphrase)
        return core::fail(Errc::rejected, "a passphrase has six words, at least twenty characters");
    return {};
}

core::Result<> unlock(storage::FileVault& vault, const core::Secret& secret, core::Instant at)
{
    const auto unlocked = vault.unlock(secret, at);
    if (!unlocked) return std::unexpected(unlocked.error());
    if (!unlocked->put_back.empty()) return core::fail(Errc::refused, unlocked->put_back);
    if (!unlocked->open)
        return core::fail(Errc::denied, "the secret is wrong, or the wait after wrong ones isn't over");
    return {};
}

core::Result<> read_through(storage::FileVault& vault, const core::ConferenceOnDevice& conference)
{
    const auto ledger = vault.open(conference);
    if (!ledger) return std::unexpected(ledger.error());
    const auto facts = (*ledger)->load();
    if (!facts) return std::unexpected(facts.error());
    return {};
}

seal::DeviceSecrets secrets_in(storage::FileVault& vault)
{
    return {[&vault] { return read_secret(vault, signing_secret); },
            [&vault] { return read_secret(vault, decryption_secret); }};
}

} // namespace casustafel::device
