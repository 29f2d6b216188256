"""Oracle of src/numerics/random.ts: xoshiro128** started by splitmix64, written from the published recurrences.

Run: python3 test/golden/random.py > test/golden/random.json
The published vectors are checked first: splitmix64 of seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64")
and xoshiro128** 1.1 of state 1, 2, 3, 4 (the authors' C code). Both were read as quoted by the test suites of several
independent public implementations, which agree.
"""

import json
import platform

M32, M53, M64 = 2**32 - 1, 2**53 - 1, 2**64 - 1
SPLITMIX_1234567 = [
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
]
XOSHIRO_1234 = [
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
]


def splitmix64(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & M64
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (32 - k))) & M32


def xoshiro128ss(s):
    s = list(s)
    while True:
        yield (rotl((s[1] * 5) & M32, 7) * 9) & M32
        t = (s[1] << 9) & M32
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)


def take(stream, count):
    return [next(stream) for _ in range(count)]


def seeded(seed):
    first, second = take(splitmix64(seed), 2)
    return xoshiro128ss([first & M32, first >> 32, second & M32, second >> 32])


def bits53(stream):
    upper = next(stream) >> 5
    return (upper << 26) | (next(stream) >> 6)


def below(stream, n):
    # the largest multiple of n that fits bounds what is accepted
    size, draw = (2**32, lambda: next(stream)) if n <= 2**32 else (2**53, lambda: bits53(stream))
    while True:
        value = draw()
        if value < size // n * n:
            return value % n


assert take(splitmix64(1234567), 5) == SPLITMIX_1234567
assert take(xoshiro128ss([1, 2, 3, 4]), 10) == XOSHIRO_1234

SEEDS = [0, 1, 2, 42, 2**32, 2**53 - 1]
LIMITS = [1, 2, 3, 5, 11, 1000, 2**31 + 1, 2**32 - 1, 2**32, 2**32 + 1, 3 * 2**51, 2**53 - 1, 2**53]


def belows(seed, n):
    stream = seeded(seed)
    return [below(stream, n) for _ in range(20)]


def uniforms(seed):
    stream = seeded(seed)
    return [bits53(stream) / 2**53 for _ in range(10)]


print(json.dumps({
    "_note": "made by random.py; uniform are exact doubles",
    "software": f"Python {platform.python_version()}",
    "splitMix64": [{"seed": str(s), "outputs": [str(v) for v in take(splitmix64(s), 5)]} for s in [1234567, *SEEDS]],
    "xoshiro128": [{"state": s, "outputs": take(xoshiro128ss(s), 10)} for s in [[1, 2, 3, 4], [0, 0, 0, 1], [M32] * 4]],
    "streams": [{"seed": s, "uint32": take(seeded(s), 10), "uniform": uniforms(s)} for s in SEEDS],
    "below": [{"seed": s, "n": n, "values": belows(s, n)} for s in [1, 7] for n in LIMITS],
}, indent=1))
