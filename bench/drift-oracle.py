"""Makes pipeline/monitoring/divergence.golden.json: the four measures of drift as scipy computes them.

Not part of the product or of its tests; the tests read the file this writes. To make it again, anywhere:

    python3 -m venv .venv && .venv/bin/pip install scipy==1.17.1
    .venv/bin/python bench/drift-oracle.py > pipeline/monitoring/divergence.golden.json

Counts are drawn with a fixed seed; smoothing (half an observation a bin) is added here as the product adds it.
"""

import json

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, ks_2samp


def shares(counts):
    smoothed = np.asarray(counts, dtype=np.float64) + 0.5
    return smoothed / smoothed.sum()


def samples(counts):
    return np.repeat(np.arange(len(counts)), counts)


def case(name, recent, training, ordered):
    p, q = shares(recent), shares(training)
    gap = ks_2samp(samples(recent), samples(training)).statistic if ordered else None
    return {
        "name": name,
        "recent": [float(count) for count in recent],
        "training": [float(count) for count in training],
        "is_ordered": ordered,
        "kullback_leibler": float(entropy(p, q)),
        "population_stability": float(entropy(p, q) + entropy(q, p)),
        "jensen_shannon": float(jensenshannon(p, q) ** 2),
        "kolmogorov_smirnov": None if gap is None else float(gap),
    }


def cases():
    random = np.random.default_rng(20260518)
    same = [40, 30, 20, 10]
    yield case("the same shares", same, [10 * count for count in same], True)
    yield case("nothing in common", [100, 0, 0, 0], [0, 0, 0, 100], True)
    yield case("a single observation", [0, 1, 0], [500, 300, 200], True)
    yield case("empty bins on both sides", [0, 7, 0, 3], [0, 900, 0, 100], True)
    yield case("one bin", [12], [4000], True)
    yield case("shares of films of several genres", [10.5, 3.25, 1 / 3], [900 / 7, 512.125, 60.2], False)
    yield case("millions", [2_000_000, 1_000_001, 999_999], [31_000_000, 16_000_000, 15_999_999], False)
    for bins in (2, 5, 10, 24, 100):
        for scale in (1, 30, 1000):
            training = random.poisson(random.gamma(1.0, scale, bins) * 5)
            recent = random.poisson(random.gamma(1.0, scale, bins))
            if training.sum() > 0 and recent.sum() > 0:
                yield case(f"{bins} bins drawn at {scale}", recent.tolist(), training.tolist(), True)


print(json.dumps(list(cases()), indent=1))
