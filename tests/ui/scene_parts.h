#pragma once

#include "ui/scenes.h"

// What scenes are made of; and the scenes of each part of a conference.

namespace casustafel::test {

std::vector<Scene> scenes_of_the_lock();
std::vector<Scene> scenes_of_the_agenda();
std::vector<Scene> scenes_of_attendance();
std::vector<Scene> scenes_of_a_case();
std::vector<Scene> scenes_of_records();
std::vector<Scene> scenes_of_agreements();
std::vector<Scene> scenes_of_confirming();
std::vector<Scene> scenes_of_deciding();
std::vector<Scene> scenes_of_sealing();
std::vector<Scene> scenes_of_slips();
std::vector<Scene> scenes_of_undoing();
std::vector<Scene> scenes_of_correcting();
std::vector<Scene> scenes_of_the_room();
std::vector<Scene> scenes_of_limits();

/// The usual company in the first case, after a while and with three agreements.
void in_first_case(TableDriver& table);
/// At the attendance, three people there.
void in_attendance(TableDriver& table);
/// An agreement in the case on screen that its owner said yes to.
void agree_and_confirm(TableDriver& table, const char* text, const char* owner, int days);
/// The case on screen gets the decision to go on, by touch; back on the agenda.
void go_on_with_case(TableDriver& table);

/// `reach` and then touches.
std::function<void(TableDriver&)> after(std::function<void(TableDriver&)> reach, std::vector<std::string> taps);
Scene after_case(const char* name, std::vector<std::string> taps);
Scene at_attendance(const char* name, std::vector<std::string> taps);
/// A scene for the sake of its sentences: in no sweep.
Scene unswept(Scene scene);

} // namespace casustafel::test
