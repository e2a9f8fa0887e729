/*
 * accuse_rates RUNS: how often leakers are named and innocents are not, over
 * RUNS simulated leaks a line (tests/unit/leak_help.h).  See accuse_rates.sh.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/unit/leak_help.h"

static void
row(size_t copies, size_t sites, size_t c, int strategy, double lost, double changed, double bound,
    size_t runs)
{
	static uint64_t seed;
	struct leak l = { .seed = ++seed << 32 };
	struct leak_rates r = { 0 };

	if (leak_make(&l, copies, sites) != 0)
		exit(1);
	for (size_t run = 0; run < runs; run++) {
		leak_draw(&l);
		leak_specimen(&l, c,
		    strategy < 0 ? (enum strategy)(run % STRATEGIES) : (enum strategy)strategy, lost,
		    changed);
		if (leak_run(&l, c, bound, &r) != 0)
			exit(1);
	}
	leak_free(&l);
	printf("  %zu of %4zu copies, %3zu sites, %2.0f %% lost, %2.0f %% changed, %-10s ", c, copies, sites,
	    lost * 100, changed * 100, strategy < 0 ? "each" : strategy_name[strategy]);
	if (c > 0)
		printf("named %.3f (single tests alone %.3f, all of them %.3f) ",
		    (double)r.one / (double)runs, (double)r.alone / (double)runs,
		    (double)r.all / (double)runs);
	printf("innocent %zu of %zu", r.wrong, runs);
	if (bound > 1e-4)
		printf(", at most %.1f expected; %zu innocents: p_single <= 1e-3 %.2e, <= 1e-4 %.2e",
		    bound * (double)runs, r.innocents, (double)r.low[1] / (double)r.innocents,
		    (double)r.low[2] / (double)r.innocents);
	putchar('\n');
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	static const size_t lengths[] = { 80, 90, 100, 110, 120, 140, 167 };
	size_t runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;

	puts("bound 1e-6, one leaker");
	row(100, 70, 1, INTERLEAVE, 0.5, 0, 1e-6, runs * 10);
	row(100, 70, 1, INTERLEAVE, 0.5, 0.1, 1e-6, runs);
	row(100, 153, 1, INTERLEAVE, 0.5, 0.1, 1e-6, runs);
	puts("bound 1e-6, colluders, 700 sites of which half are lost");
	for (int s = 0; s < STRATEGIES; s++) {
		row(100, 700, 2, s, 0.5, 0, 1e-6, runs / 20 + 1);
		row(100, 700, 2, s, 0.5, 0.05, 1e-6, runs / 20 + 1);
		row(100, 700, 3, s, 0.5, 0, 1e-6, runs / 20 + 1);
	}
	puts("bound 1e-6, two colluders, how many sites must survive");
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		row(100, lengths[i], 2, INTERLEAVE, 0, 0, 1e-6, runs);
		row(100, lengths[i], 2, ALL_ONES, 0, 0.05, 1e-6, runs);
	}
	puts("bound 1e-3, innocents");
	row(1000, 100, 0, -1, 0, 0.5, 1e-3, runs);
	for (size_t c = 1; c <= 3; c++) {
		row(1000, 120, c, -1, 0.2, 0, 1e-3, runs);
		row(1000, 120, c, -1, 0.2, 0.05, 1e-3, runs);
	}
	row(1000, 700, 3, -1, 0.8, 0.05, 1e-3, runs / 20 + 1);
	return (0);
}
