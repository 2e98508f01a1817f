#include "seal/keys.h"

#include <cstdlib>

using namespace casustafel;

/// A key that is accepted is on the curve and comes back from what we write of it, with the same kid.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto key = seal::PublicKey::from_jwk_text(core::text_of({data, size}));
    if (!key) return 0;
    if (!seal::p256_on_curve(key->point())) std::abort();
    const auto again = seal::PublicKey::from_jwk_text(key->jwk_text());
    if (!again || *again != *key || again->kid() != key->kid() || !seal::is_kid(key->kid())) std::abort();
    return 0;
}
