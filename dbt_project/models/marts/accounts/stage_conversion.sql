{{ conversion_rows(ref('int_stage_targets'), ref('int_stage_speeds'), ref('stages')) }}
