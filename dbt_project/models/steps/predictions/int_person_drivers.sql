{{ prediction_drivers(ref('int_person_parts'), 'person', 'person_key') }}
