{# When a stage begins and ceases to be held: while any of its groups holds and for hold_days after. #}
{{ operational_flips(ref('int_group_spells')) }}
