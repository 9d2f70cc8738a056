select source, object, file, landing_run, read, accepted, unchanged, quarantined, blank
from {{ source('control', 'landing_files') }}
