"""How well scores tell derived from independent pairs.  None, where nothing could be said, ranks below every number."""
import bisect
import math

FALSE = 0.01


def _plain(scores):
    return [-math.inf if s is None else s for s in scores]


def auc(derived, independent):
    """The chance that a derived pair scores above an independent one, ties as halves, and its standard error (DeLong, 1988)."""
    p, n = sorted(_plain(derived)), sorted(_plain(independent))
    if not p or not n:
        return None, None
    above = [(bisect.bisect_left(n, s) + bisect.bisect_right(n, s)) / (2 * len(n)) for s in p]
    below = [1 - (bisect.bisect_left(p, s) + bisect.bisect_right(p, s)) / (2 * len(p)) for s in n]
    area = sum(above) / len(p)

    def variance(v):
        return sum((x - area) ** 2 for x in v) / (len(v) - 1) / len(v) if len(v) > 1 else 0

    return area, math.sqrt(variance(above) + variance(below))


def found(derived, independent, false=FALSE):
    """The share of derived pairs strictly above a threshold that at most ${false} of the independent ones exceed."""
    n = sorted(_plain(independent), reverse=True)
    if not derived or not n:
        return None
    threshold = n[int(false * len(n))]
    return sum(s > threshold for s in _plain(derived)) / len(derived)


def _bits(v):
    """log2(1 + 10^v) without overflow."""
    v *= math.log(10)
    return (v if v > 30 else math.log1p(math.exp(v))) / math.log(2)


def cllr(derived, independent):
    """The cost of log10 likelihood ratios (Bruemmer and du Preez, 2006): 0 is perfect, 1 says nothing, above 1 misleads."""
    if not derived or not independent:
        return None
    return (sum(_bits(-v) for v in derived) / len(derived) + sum(_bits(v) for v in independent) / len(independent)) / 2
