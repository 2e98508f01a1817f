"""Ranges of bytes on a disk, as (start, end) with the end outside."""


def union(ranges):
    """The same bytes in as few ranges as can be, in order."""
    joined = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(ranges, taken):
    """What is in `ranges` and not in `taken`."""
    left = []
    taken = union(taken)
    for start, end in union(ranges):
        for begin, stop in taken:
            if stop <= start or begin >= end:
                continue
            if begin > start:
                left.append((start, begin))
            start = max(start, stop)
        if start < end:
            left.append((start, end))
    return left


def within(ranges, start, end):
    """The part of `ranges` between two places."""
    return [(max(start, a), min(end, b)) for a, b in union(ranges) if a < end and b > start]


def length(ranges):
    return sum(end - start for start, end in ranges)
