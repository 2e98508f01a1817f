#include "ui/text_edit.h"
