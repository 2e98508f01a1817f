#include "ui/frame.h"
#include "ui/canvas.h"
