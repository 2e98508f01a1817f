#include "system/exit_code.h"

namespace casustafel::system {

using core::Errc;

int exit_code(Errc code)
{
    switch (code) {
    case Errc::rejected:
    case Errc::not_found:
    case Errc::conflict:
    case Errc::corrupt:
        return exit_usage;
    case Errc::denied:
    case Errc::full:
    case Errc::storage:
    case Errc::network:
    case Errc::refused:
    case Errc::crypto:
        return exit_failed;
    }
    return exit_failed;
}

} // namespace casustafel::system
