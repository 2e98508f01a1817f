"""Scenarios of a virtual device: each a function that fails by an exception; what was measured on the way is told at the end."""

import time
import traceback


def must(truth, sentence):
    """An assertion that also says what was seen."""
    if not truth:
        raise AssertionError(sentence)


def play(scenarios, figures, *arguments, on_each_other=False):
    """Plays them in their order; `on_each_other` says that the next one begins where the one before ended, so that a failure ends
    it all. Prints the result in the last line; 1 when one failed, else 0."""
    passed, failed = 0, 0
    for scenario in scenarios:
        begun = time.monotonic()
        try:
            scenario(*arguments)
            passed += 1
            print(f"passed: {scenario.__name__}, {time.monotonic() - begun:.0f} s", flush=True)
        except Exception:  # pylint: disable=broad-exception-caught
            failed += 1
            traceback.print_exc()
            print(f"FAILED: {scenario.__name__}, {time.monotonic() - begun:.0f} s", flush=True)
            if on_each_other:
                break
    for name, value in figures.items():
        print(f"{name}: {value:.1f}" if isinstance(value, float) else f"{name}: {value}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
