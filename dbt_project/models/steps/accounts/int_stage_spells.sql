{# Stage of every account over time, the future included: one row a spell. A stage is held while any
   of its groups holds and for hold_days after; the highest that is held is the stage of the day.
   Stages are bits of a mask, so one running sum follows all of them. #}
{{ stage_spells(ref('int_group_spells'), operational_histories()) }}
