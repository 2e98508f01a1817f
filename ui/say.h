#pragma once

// The words on the screens, one file for each subject: plain Dutch (B1), one line a sentence. `{}` is filled in order.
// How to add one stands in ui/words.h; its English stands in ui/po/en.po.

#include "ui/say/agenda.h"
#include "ui/say/agreement.h"
#include "ui/say/attendance.h"
#include "ui/say/case.h"
#include "ui/say/confirm.h"
#include "ui/say/decision.h"
#include "ui/say/display.h"
#include "ui/say/domain.h"
#include "ui/say/everywhere.h"
#include "ui/say/first_start.h"
#include "ui/say/help.h"
#include "ui/say/lock.h"
#include "ui/say/record.h"
#include "ui/say/refusals.h"
#include "ui/say/room.h"
#include "ui/say/seal.h"
#include "ui/say/search.h"
