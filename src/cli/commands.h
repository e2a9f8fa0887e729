/* The functions behind the command table, each in the file of its name. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

int cmd_init(struct cli *c) __attribute__((weak));
int cmd_know_import(struct cli *c) __attribute__((weak));
int cmd_know_check(struct cli *c) __attribute__((weak));
int cmd_event_add(struct cli *c) __attribute__((weak));
int cmd_share_mark(struct cli *c) __attribute__((weak));
int cmd_share_person_add(struct cli *c) __attribute__((weak));
int cmd_share_person_list(struct cli *c) __attribute__((weak));
int cmd_share_confirm(struct cli *c) __attribute__((weak));
int cmd_share_partner_add(struct cli *c) __attribute__((weak));
int cmd_share_partner_list(struct cli *c) __attribute__((weak));
int cmd_share_partner_leave(struct cli *c) __attribute__((weak));
int cmd_share_partner_import(struct cli *c) __attribute__((weak));
int cmd_share_partner_export(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_new(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_show(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_revise(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_end(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_event(struct cli *c) __attribute__((weak));
int cmd_share_bulletin_invite(struct cli *c) __attribute__((weak));
int cmd_share_consent(struct cli *c) __attribute__((weak));
int cmd_share_statement(struct cli *c) __attribute__((weak));
int cmd_share_policy_show(struct cli *c) __attribute__((weak));
int cmd_share_policy_check(struct cli *c) __attribute__((weak));
int cmd_share_policy_set(struct cli *c) __attribute__((weak));
int cmd_share_approve(struct cli *c) __attribute__((weak));
int cmd_share_release(struct cli *c) __attribute__((weak));
int cmd_share_receipt_verify(struct cli *c) __attribute__((weak));
int cmd_share_ack(struct cli *c) __attribute__((weak));
int cmd_share_open(struct cli *c) __attribute__((weak));
int cmd_share_portal(struct cli *c) __attribute__((weak));
int cmd_trace_background(struct cli *c) __attribute__((weak));
int cmd_trace_compare(struct cli *c) __attribute__((weak));
int cmd_trace_pairs(struct cli *c) __attribute__((weak));
int cmd_trace_watch(struct cli *c) __attribute__((weak));
int cmd_trace_accuse(struct cli *c) __attribute__((weak));
int cmd_trace_wave_add(struct cli *c) __attribute__((weak));
int cmd_trace_wave_list(struct cli *c) __attribute__((weak));
int cmd_trace_evidence_add(struct cli *c) __attribute__((weak));
int cmd_trace_weigh(struct cli *c) __attribute__((weak));
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
