#include "prng.h"

static guint64 splitmix(guint64 *x) {
    guint64 z = (*x += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void sim_prng_seed(SimPrng *prng, guint64 seed, SimDomain domain, guint64 index) {
    guint64 x = seed;
    x = splitmix(&x) ^ (guint64)domain;
    x = splitmix(&x) ^ index;
    for (guint i = 0; i < 4; i++)
        prng->state[i] = splitmix(&x);
}

static guint64 rotate(guint64 x, guint k) {
    return (x << k) | (x >> (64 - k));
}

static guint64 next(SimPrng *prng) {
    guint64 *s = prng->state;
    guint64 result = rotate(s[1] * 5, 7) * 9;
    guint64 t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

/* The bias of one multiplication, below n / 2^32, is nothing for a simulation. */
guint32 sim_below(SimPrng *prng, guint32 n) {
    return (guint32)(((next(prng) >> 32) * n) >> 32);
}

int sim_between(SimPrng *prng, int low, int high) {
    return low + (int)sim_below(prng, (guint32)(high - low + 1));
}

gboolean sim_chance(SimPrng *prng, guint permille) {
    return sim_below(prng, 1000) < permille;
}

guint sim_pick(SimPrng *prng, const guint16 *weights, guint count) {
    guint32 left = sim_below(prng, 1000);
    guint i = 0;
    while (i + 1 < count && left >= weights[i])
        left -= weights[i++];
    return i;
}

guint64 sim_hash(const char *text) {
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);
    for (; *text != '\0'; text++)
        hash = (hash ^ (guchar)*text) * G_GUINT64_CONSTANT(0x100000001b3);
    return hash;
}
