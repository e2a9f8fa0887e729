/* The functions behind the command table, each in the file of its name. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

int cmd_init(struct cli *c) __attribute__((weak));
int cmd_know_import(struct cli *c) __attribute__((weak));
int cmd_know_check(struct cli *c) __attribute__((weak));
int cmd_event_add(struct cli *c) __attribute__((weak));
int cmd_share_mark(struct cli *c) __attribute__((weak));
int cmd_trace_accuse(struct cli *c) __attribute__((weak));
int cmd_census_import(struct cli *c) __attribute__((weak));
int cmd_census_count(struct cli *c) __attribute__((weak));
int cmd_hunt_scan(struct cli *c) __attribute__((weak));
int cmd_hunt_rules(struct cli *c) __attribute__((weak));
int cmd_timeline(struct cli *c) __attribute__((weak));
int cmd_status(struct cli *c) __attribute__((weak));
int cmd_report(struct cli *c) __attribute__((weak));
int cmd_verify(struct cli *c) __attribute__((weak));
int cmd_stamp(struct cli *c) __attribute__((weak));
int cmd_export(struct cli *c) __attribute__((weak));
int cmd_checkpoint(struct cli *c) __attribute__((weak));
int cmd_case_erase(struct cli *c) __attribute__((weak));
int cmd_case_retract(struct cli *c) __attribute__((weak));
int cmd_case_continue(struct cli *c) __attribute__((weak));
int cmd_tlp_widen(struct cli *c) __attribute__((weak));
int cmd_help(struct cli *c) __attribute__((weak));

#endif
