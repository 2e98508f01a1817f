#include "ui/secret_keys.h"

#include "ui/text_edit.h"

namespace casustafel::ui {

namespace {

constexpr std::size_t longest_secret = 256; // bytes of a passphrase

} // namespace

void type(core::Secret& secret, const SecretKeys& keys)
{
    for (const std::optional<std::string>& one : keys) {
        const std::string_view typed = secret.view();
        if (!one)
            secret = core::Secret{typed.substr(0, previous_code_point(typed, typed.size()))};
        else if (typed.size() + one->size() <= longest_secret)
            for (const char byte : *one) secret.push_back(byte);
    }
}

} // namespace casustafel::ui
