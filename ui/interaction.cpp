#include "ui/interaction.h"

namespace casustafel::ui {

void Interaction::forget()
{
    *this = Interaction{};
}

} // namespace casustafel::ui
