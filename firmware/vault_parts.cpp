#include "firmware/vault_parts.h"

#include "board/secrets.h"
#include "core/audit.h"
#include "firmware/setup.h"
#include "protocol/facts_codec.h"
#include "seal/recovery.h"

#include <algorithm>
#include <memory>
#include <string.h>

namespace casustafel::device {

using core::Errc;

namespace {

constexpr std::size_t fewest_digits = 4;
constexpr std::size_t most_digits = 12; // as many as the lock screen takes
constexpr std::size_t shortest_passphrase = 20;

core::Result<seal::SecretBytes> read_secret(storage::FileVault& vault, std::string_view name)
{
    auto kept = vault.secret(std::string{name});
    if (!kept) return std::unexpected(kept.error());
    seal::SecretBytes secret{kept->begin(), kept->end()};
    ::explicit_bzero(kept->data(), kept->size());
    return secret;
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
    if (board.development) {
        parts.protectors.push_back(std::make_unique<storage::PinProtector>(
            "ontwikkelapparaat", [secrets](core::ByteView challenge) -> core::Result<storage::SecretBytes> {
                storage::SecretBytes answer{board::secret_bytes};
                if (auto asked = secrets->token_answer(challenge, answer.bytes().first<board::secret_bytes>()); !asked)
                    return std::unexpected(asked.error());
                return answer;
            }));
    } else {
        parts.protectors.push_back(std::make_unique<storage::PassphraseProtector>());
    }
    parts.format = {protocol::encode, protocol::decode_fact, core::audit_line};
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

core::Result<> check_new_secret(const core::Secret& secret, const board::Board& board)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (board.development &&
        (secret.size() < fewest_digits || secret.size() > most_digits || !std::ranges::all_of(secret.view(), is_digit)))
        return core::fail(Errc::rejected, "a PIN has four to twelve digits and nothing else");
    if (!board.development && secret.size() < shortest_passphrase)
        return core::fail(Errc::rejected, "a passphrase has six words, at least twenty characters");
    return {};
}

core::Result<> unlock(storage::FileVault& vault, const core::Secret& secret, core::Instant at)
{
    const auto unlocked = vault.unlock(secret, at);
    if (!unlocked) return std::unexpected(unlocked.error());
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
