#pragma once

#include "ui/frame.h"
#include "ui/state.h"

namespace casustafel::ui {

/// Draws what `state` says over `snapshot` and returns what the person asked for in this frame. Changes nothing.
///
/// Names of targets, on which tests and the demonstration rely: afschermen, verder, hulp; lock/0..9, lock/wis, lock/ok;
/// agenda/kies/N, agenda/open/N (row), agenda/aanwezigheid, agenda/afronden, agenda/vergrendel, agenda/volgorde,
/// agenda/omhoog/N, agenda/omlaag/N, agenda/niet/N, agenda/spoed, agenda/ander, spoed/label, spoed/vraag, spoed/tijd/N,
/// spoed/ja/N, spoed/waarom/N, spoed/ok, niet/reden/N, niet/waarom, niet/ok, casusregisseur/PARTICIPANT;
/// aanwezig/PARTICIPANT, aanwezig/start, aanwezig/toevoegen, persoon/aanwezig, persoon/weg, persoon/code,
/// persoon/tekenen, persoon/vervangen, code/0..9, code/ok, verklaring/vlak, verklaring/ok; casus/tab/0..4, casus/nieuw,
/// casus/bevestigen, casus/besluit, casus/agenda, casus/tafel, ongedaan, afspraak/N (number), vorige/N (position),
/// uitkomst/N, uitkomst/ok; nieuw/tekst, nieuw/zin/N, nieuw/datum/N, nieuw/wie/PARTICIPANT (or bureau),
/// nieuw/mandaat/N, nieuw/vastleggen, nieuw/meer; meer/deel/N, meer/soort/N, meer/doel/N, meer/leefgebied/N,
/// meer/buiten, meer/uitvoerder, meer/vervanger (and /PARTICIPANT), meer/zicht/N, meer/domein/N, meer/partner/N,
/// meer/vandaag/N/hangt-af or /botst, meer/eerder/N/hangt-af or /botst;
/// bevestigen/wie/PARTICIPANT, bevestigen/pad/0..9, bevestigen/pad/ok, bevestigen/mondeling; besluit/soort/N,
/// besluit/datum/N, besluit/informeren/N, besluit/vastleggen; agenda/zoek, casus/zoek, zoek/veld, zoek/terug, zoek/N
/// (row); afronden/verzegel, afronden/nu, afronden/vergrendel, afronden/stap/N (what is left to do), afronden/wacht/N
/// (who hasn't answered), afronden/correctie, correctie/casus/N, correctie/tekst, correctie/ok.
Intents draw(Frame& frame, const State& state, const Snapshot& snapshot);

// Each screen by itself; internal to ui/screens.
void draw_lock(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_agenda(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_agenda_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_attendance(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_attendance_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_case(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_case_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_agreement(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_agreement_more(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_outcome(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_record_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_calendar(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_confirm(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_decision(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_seal(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_correction(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_room_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_search(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_help(Frame& frame, const State& state, Intents& intents);
void draw_display(Frame& frame, const State& state, Intents& intents);
void draw_unfinished(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents);
void draw_leaving(Frame& frame, Intents& intents);
void draw_privacy(Frame& frame, Intents& intents);

} // namespace casustafel::ui
