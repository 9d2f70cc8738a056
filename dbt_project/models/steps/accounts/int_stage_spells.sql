{# Stage of every account over time, the future included: one row a spell. The highest stage that is held is
   the stage of the day. Stages are bits of a mask, so one running sum follows all of them. #}
{{ stage_spells(ref('int_stage_flips')) }}
