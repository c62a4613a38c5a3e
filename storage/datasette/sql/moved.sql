select story from moved_stories where old = :id
