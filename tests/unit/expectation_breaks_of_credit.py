"""SQL that breaks each query expectation of credit, paths and feeds; see `expectation_breaks`."""

from collections.abc import Mapping

CREDIT_BREAKS: Mapping[str, Mapping[str, str]] = {
    "campaign_credit": {
        "moves_are_given_away_exactly": "delete from {t} where transition = 'Unaware > Aware'",
        "every_model_gives_away_the_same": (
            "update {t} set amount = 501 "
            "where model = 'markov' and level = 'campaign' and amount = 500"
        ),
        "every_conversion_without_a_touch_is_told": (
            "delete from {t} where name = 'untouched' and transition = 'Aware > Engaged'"
        ),
        "opportunities_have_amounts_and_moves_have_none": (
            "update {t} set amount = 0 where from_stage is not null"
        ),
        "channels_and_campaigns_are_reached_in_the_data": (
            "update {t} set name = 'ghost' where name = 'c1'"
        ),
    },
    "progression_paths": {
        "every_move_is_in_the_path_of_all": "update {t} set moves = 2, paths = 2",
        "movers_are_the_moves": "update {t} set paths = 4 where path_group = 'mover'",
        "stayers_stand_beside_movers": "update {t} set moves = 4 where path_group = 'stayer'",
        "rare_moves_are_told_with_others": "update {t} set from_stage = 'Aware'",
        "quartiles_are_in_order": "update {t} set people_p50 = 80",
    },
    "progression_sequences": {
        "moves_are_those_of_the_paths": "update {t} set moves = 4, share = 0.5",
        "shares_lie_in_their_intervals": "update {t} set share_low = 0.7",
        "nobody_is_counted_twice": (
            "insert into {t} by name select * replace ('email' as channels, 2 as rank) from {t}"
        ),
        "ranks_order_by_number": "update {t} set rank = 2",
        "what_one_account_did_is_not_told": "update {t} set paths = 1, share = 0.333333",
    },
    "intent_feed_value": {
        "estimates_lie_in_their_intervals": "update {t} set rate_ratio = 3",
        "a_feed_that_adds_has_shown_it": "update {t} set ratio_low = 0.9 where provider = 'g2'",
        "a_feed_that_adds_nothing_has_had_its_chance": (
            "update {t} set verdict = 'adds_nothing' where provider = 'g2'"
        ),
        "a_duplicate_is_shown_by_others": (
            "update {t} set shown_by_other_feeds = 0.5 where provider = 'copycat'"
        ),
        "hits_are_surges": "update {t} set hits = 81 where provider = 'g2'",
    },
}
