select
    source, object, file, landing_run, read, accepted, unchanged, quarantined, blank, lost, main_reason,
    main_reason_rows, quarantine
from {{ source('control', 'landing_files') }}
