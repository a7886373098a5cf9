/**
 * @file prng.h
 * Random integers that are the same on every machine: xoshiro256**, seeded by splitmix64.
 *
 * At most one draw in a full expression, and none inside MIN, MAX or CLAMP: C leaves the order of
 * operands and arguments to the compiler, and those macros evaluate twice.
 *
 * Every person, structure and region has a stream of its own, named by (seed, domain, index): what
 * one draws never moves another's figures.
 */
#ifndef BILAN_SIMULATE_PRNG_H
#define BILAN_SIMULATE_PRNG_H

#include <glib.h>

typedef struct {
    guint64 state[4];
} SimPrng;

typedef enum {
    SIM_DOMAIN_WEIGHT,
    SIM_DOMAIN_REGION,
    SIM_DOMAIN_STRUCTURE,
    SIM_DOMAIN_MONEY,
    SIM_DOMAIN_ACTION,
    SIM_DOMAIN_COMMITTEE,
    SIM_DOMAIN_PERSON
} SimDomain;

void sim_prng_seed(SimPrng *prng, guint64 seed, SimDomain domain, guint64 index);

/** Uniform in 0 … n − 1; n > 0. */
guint32 sim_below(SimPrng *prng, guint32 n);

/** Uniform in low … high, both included. */
int sim_between(SimPrng *prng, int low, int high);

/** TRUE `permille` times in a thousand. */
gboolean sim_chance(SimPrng *prng, guint permille);

/** Index drawn in proportion to `weights`, whose sum is 1000. */
guint sim_pick(SimPrng *prng, const guint16 *weights, guint count);

/** FNV-1a, to name the stream of a code rather than of its rank. */
guint64 sim_hash(const char *text);

#endif
