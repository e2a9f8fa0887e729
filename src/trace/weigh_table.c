/* The constants: see the header. */
#include "trace/weigh_table.h"

#include <math.h>

const struct weigh_constant weigh_constants[RULE_N] = {
	[RULE_BEFORE_SHARE] = { HYP_PARTNER, WEIGH_TIMING, "timing", WEIGH_EXCLUDED, 0,
	    "the wave began before anything was shared with a partner", "the order of two facts" },
	/*
	 * Three to one.  Of the two shares that are public with their days, one was followed by mass use after three to
	 * five days (February 2021), and of three notices in 2025 one fell on the day of first use; but a flaw's first use
	 * before the patch has become common, so that "soon" says little.
	 */
	[RULE_SOON_AFTER_SHARE] = { HYP_PARTNER, WEIGH_TIMING, "timing", 0.5, 14,
	    "the wave began within 14 days after something was shared with partners",
	    "Wall Street Journal, 12 March 2021 (by securityweek.com); mean time to exploit below 0 days since 2024 "
	    "(Mandiant, M-Trends 2026)" },
	[RULE_BEFORE_FIX] = { HYP_PATCH, WEIGH_TIMING, "timing", WEIGH_EXCLUDED, 0,
	    "the wave began before there was a patch to compare", "the order of two facts" },
	/* Five to one: the chain of March 2021 was rebuilt from the patch in days, and the mean time from a patch to
	 * its exploit was 44, then 32 days in 2020 to 2022. */
	[RULE_SOON_AFTER_FIX] = { HYP_PATCH, WEIGH_TIMING, "timing", 0.7, 30,
	    "the wave began within 30 days after the patch",
	    "praetorian.com/blog/reproducing-proxylogon-exploit; Mandiant, time to exploit" },
	[RULE_BEFORE_PUBLIC] = { HYP_WRITEUP, WEIGH_TIMING, "timing", WEIGH_EXCLUDED, 0,
	    "the wave began before the flaw was public", "the order of two facts" },
	[RULE_SOON_AFTER_WRITEUP] = { HYP_WRITEUP, WEIGH_TIMING, "timing", 0.7, 30,
	    "the wave began within 30 days after a write-up or proof of concept was public",
	    "as for the patch, which takes more work" },
	/* Ten to one, and not excluded: a vendor may have been told by somebody whom the case does not know of. */
	[RULE_BEFORE_REPORT] = { HYP_VENDOR, WEIGH_TIMING, "timing", -1.0, 0,
	    "the wave began before the vendor was first told, as far as the case knows",
	    "the order of two facts" },
	/* Ten to one, and not excluded: attacks are often found in retrospect, those of January 2021 two months later. */
	[RULE_NO_ATTACK_BEFORE] = { HYP_CAPTURE, WEIGH_TIMING, "timing", -1.0, 0,
	    "no attack before it is known that an exploit could have been captured from",
	    "Volexity, by krebsonsecurity.com, 8 March 2021" },
	/* Two to one: who found the flaw alone would use these as well, if they are the useful ones. */
	[RULE_ONLY_HELD_CVES] = { HYP_PARTNER, WEIGH_CVES, "cves", 0.3, 0,
	    "the wave used none but the flaws that the package held, though the case knows of others",
	    "judgement" },
	[RULE_OTHER_CVES] = { HYP_PARTNER, WEIGH_CVES, "cves", -0.5, 0,
	    "the wave used a flaw that no package held", "judgement" },
	/* Two to one: a sealed file may be handed over otherwise than by the portal, and nobody has to acknowledge. */
	[RULE_NOT_OPENED] = { HYP_PARTNER, WEIGH_ACCESS, "access", -0.3, 0,
	    "nothing shows that he had opened his copy before it began: neither acknowledgement nor download",
	    "judgement" },
	[RULE_COPY_AFTER] = { HYP_PARTNER, WEIGH_ACCESS, "access", WEIGH_EXCLUDED, 0,
	    "the wave began before his copy was released", "the order of two facts" },
};

double
weigh_of_p(double p)
{
	double l, e;

	/* From here on the formula gives less than 1, and near 1 it cannot be computed so. */
	if (!(p < 0.2))
		return (0);
	/* Below this the double's own limits would speak. */
	p = p < 1e-12 ? 1e-12 : p;
	l = log(p);
	e = (1 - p + p * l) / (p * l * l);
	return (fmax(0, fmin(WEIGH_MOST, log10(e))));
}
